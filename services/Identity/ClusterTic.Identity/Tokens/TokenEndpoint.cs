using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using Microsoft.AspNetCore;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Tokens;

/// <summary>Tokens for a code, a refresh token or a machine. OpenIddict has checked client, secret, code and proof before.</summary>
static class TokenEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/connect/token", Handle).Requires(Policies.Public);

    static async Task<IResult> Handle(
        HttpContext http, UserManager<Account> accounts, IOpenIddictApplicationManager clients, AccountClaims claims, CancellationToken cancel)
    {
        var request = http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("The token server has not read this request.");

        if (request.IsClientCredentialsGrantType())
        {
            var client = await clients.FindByClientIdAsync(request.ClientId!, cancel)
                ?? throw new InvalidOperationException("The client is gone between check and use.");
            var machine = claims.OfMachine(
                request.ClientId!,
                await clients.GetDisplayNameAsync(client, cancel),
                ClientRoles.Read(await clients.GetPropertiesAsync(client, cancel)),
                request.GetScopes());
            return Grant(machine);
        }

        var ticket = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var account = ticket.Principal?.GetClaim(Claims.Subject) is { } subject ? await accounts.FindByIdAsync(subject) : null;

        // The stamp changes with the password and with "sign out everywhere"; what was given before is then no good.
        if (account is not { IsUsable: true } || ticket.Principal!.GetClaim(AccountClaims.Stamp) != account.SecurityStamp)
            return Refusals.Forbid(Errors.InvalidGrant, "This session has ended.");

        // Name and roles as they are now, not as they were at sign-in.
        return Grant(await claims.Of(account, ticket.Principal!.GetScopes()));
    }

    static IResult Grant(System.Security.Claims.ClaimsPrincipal principal) =>
        Results.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
