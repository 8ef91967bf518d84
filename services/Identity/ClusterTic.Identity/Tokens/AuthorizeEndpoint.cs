using ClusterTic.Identity.Accounts;
using Microsoft.AspNetCore;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Tokens;

/// <summary>The browser's step of the code flow: whoever is signed in gets a code, anybody else the sign-in page.</summary>
static class AuthorizeEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], Handle).Requires(Policies.Public);

    static async Task<IResult> Handle(HttpContext http, UserManager<Account> accounts, AccountClaims claims)
    {
        var request = http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("The token server has not read this request.");

        var cookie = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var account = cookie.Succeeded ? await accounts.GetUserAsync(cookie.Principal) : null;

        if (account is { IsUsable: true } && !request.HasPromptValue(PromptValues.Login))
        {
            var principal = await claims.Of(account, request.GetScopes());
            return Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        }

        return request.HasPromptValue(PromptValues.None)
            ? Refusals.Forbid(Errors.LoginRequired, "Nobody is signed in.")
            : Results.Redirect($"{http.Request.PathBase}/account/sign-in{QueryString.Create("returnUrl", Again(http))}");
    }

    /// <summary>The same request without what has been done by then.</summary>
    static string Again(HttpContext http)
    {
        var parameters = http.Request.HasFormContentType
            ? http.Request.Form.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value))
            : http.Request.Query.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value));
        return http.Request.PathBase + http.Request.Path
            + QueryString.Create(parameters.Where(field => field.Key is not (Parameters.Prompt or "ui_locales")));
    }
}

static class Refusals
{
    public static IResult Forbid(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
