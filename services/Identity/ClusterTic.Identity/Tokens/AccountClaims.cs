using System.Security.Claims;
using ClusterTic.Identity.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Tokens;

/// <summary>What tokens say of an account or a machine, and in which of them.</summary>
sealed class AccountClaims(UserManager<Account> accounts, IOptions<IssuerOptions> issuer)
{
    /// <summary>Stays inside codes and refresh tokens, which only Identity reads: no destination is named for it.</summary>
    public const string Stamp = "stamp";

    public async Task<ClaimsPrincipal> Of(Account account, IEnumerable<string> scopes)
    {
        var identity = Empty()
            .SetClaim(Claims.Subject, account.Id.ToString())
            .SetClaim(Claims.Name, account.Name)
            .SetClaim(Claims.Email, account.Email)
            .SetClaim(Stamp, account.SecurityStamp)
            .SetClaims(Claims.Role, [.. await accounts.GetRolesAsync(account)]);
        return Finish(identity, scopes);
    }

    public ClaimsPrincipal OfMachine(string id, string? name, IEnumerable<string> roles, IEnumerable<string> scopes) =>
        Finish(Empty().SetClaim(Claims.Subject, id).SetClaim(Claims.Name, name ?? id).SetClaims(Claims.Role, [.. roles]), scopes);

    static ClaimsIdentity Empty() => new(TokenValidationParameters.DefaultAuthenticationType, Claims.Name, Claims.Role);

    ClaimsPrincipal Finish(ClaimsIdentity identity, IEnumerable<string> scopes)
    {
        identity.SetScopes(scopes);
        identity.SetResources(issuer.Value.Audience);
        identity.SetDestinations(static claim => claim.Type switch
        {
            Claims.Subject or Claims.Name or Claims.Role => [Destinations.AccessToken, Destinations.IdentityToken],
            Claims.Email when claim.Subject!.HasScope(Scopes.Email) => [Destinations.IdentityToken],
            _ => [],
        });
        return new(identity);
    }
}
