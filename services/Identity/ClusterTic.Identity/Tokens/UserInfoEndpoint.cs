using ClusterTic.Identity.Accounts;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Tokens;

/// <summary>Who the bearer is, for clients that read it here rather than in the ID token.</summary>
static class UserInfoEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/connect/userinfo", [HttpMethods.Get, HttpMethods.Post], Handle).Requires(Policies.Public);

    static async Task<IResult> Handle(HttpContext http, UserManager<Account> accounts)
    {
        var token = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var account = token.Principal?.GetClaim(Claims.Subject) is { } subject && Guid.TryParse(subject, out _)
            ? await accounts.FindByIdAsync(subject) : null;
        if (account is not { IsUsable: true })
            return Results.Challenge(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

        var claims = new Dictionary<string, object?>
        {
            [Claims.Subject] = account.Id.ToString(),
            [Claims.Name] = account.Name,
            [Claims.Role] = await accounts.GetRolesAsync(account),
        };
        if (token.Principal!.HasScope(Scopes.Email) && account.Email is not null)
            (claims[Claims.Email], claims[Claims.EmailVerified]) = (account.Email, account.EmailConfirmed);
        return Results.Ok(claims);
    }
}
