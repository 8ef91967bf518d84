using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Tokens;

/// <summary>
/// Signing out on behalf of a client. With a token that Identity gave (<c>id_token_hint</c>) it happens at once; without
/// one anybody's link could do it, so the reader is asked first.
/// </summary>
static class EndSessionEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/connect/logout", [HttpMethods.Get, HttpMethods.Post], Handle).Requires(Policies.Public);

    static async Task<IResult> Handle(HttpContext http, UserManager<Account> accounts, SignInManager<Account> signIn)
    {
        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var cookie = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);

        if (cookie.Succeeded)
        {
            if (hint.Principal?.GetClaim(Claims.Subject) != accounts.GetUserId(cookie.Principal))
            {
                var again = http.Request.PathBase + http.Request.Path + http.Request.QueryString;
                return Results.Redirect($"{http.Request.PathBase}/account/sign-out{QueryString.Create("returnUrl", again)}");
            }

            await signIn.SignOutAsync();
        }

        // Goes to the client's registered address where one was named, else to Identity's own page.
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = $"{http.Request.PathBase}/account/sign-in" },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
