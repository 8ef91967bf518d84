using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace ClusterTic.Identity.Clients;

/// <summary>Who may ask for tokens: the Portal, and machines with roles of their own.</summary>
sealed class ClientRegistry(IOpenIddictApplicationManager clients, IOptions<IssuerOptions> issuer)
{
    /// <summary>The Portal's client as the configuration says; the origin may have another port than last time.</summary>
    public async Task ReconcilePortal(CancellationToken cancel)
    {
        var (id, origin) = (issuer.Value.ClientId, issuer.Value.Origin);
        var wanted = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = "Portal",
            RedirectUris = { new Uri($"{origin}/signin-oidc") },
            PostLogoutRedirectUris = { new Uri($"{origin}/signout-callback-oidc") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        await Save(wanted, issuer.Value.ClientSecret, cancel);
    }

    public async Task SaveMachine(string id, string secret, IReadOnlyList<string> roles, bool demo, CancellationToken cancel)
    {
        if (id == issuer.Value.ClientId)
            throw new InvalidOperationException($"'{id}' is the Portal's client and cannot be a machine's.");

        var wanted = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientType = ClientTypes.Confidential,
            DisplayName = id,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        ClientRoles.Write(wanted.Properties, roles, demo);
        await Save(wanted, secret, cancel);
    }

    /// <summary>Deletes the demo's clients but the named ones, with all of their tokens.</summary>
    public async Task RemoveDemoBut(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var gone = new List<object>();
        await foreach (var client in clients.ListAsync(count: null, offset: null, cancel))
        {
            if (ClientRoles.IsDemo(await clients.GetPropertiesAsync(client, cancel))
                && !ids.Contains(await clients.GetClientIdAsync(client, cancel) ?? ""))
                gone.Add(client);
        }

        foreach (var client in gone)
            await clients.DeleteAsync(client, cancel);
    }

    async Task Save(OpenIddictApplicationDescriptor wanted, string secret, CancellationToken cancel)
    {
        if (await clients.FindByClientIdAsync(wanted.ClientId!, cancel) is not { } known)
        {
            wanted.ClientSecret = secret;
            await clients.CreateAsync(wanted, cancel);
            return;
        }

        // Left alone where nothing changed: the secret's hash is salted, so writing it again would look like a change.
        var current = new OpenIddictApplicationDescriptor();
        await clients.PopulateAsync(current, known, cancel);
        var sameSecret = await clients.ValidateClientSecretAsync(known, secret, cancel);
        if (sameSecret && Same(current, wanted))
            return;

        wanted.ClientSecret = sameSecret ? current.ClientSecret : null;
        await clients.PopulateAsync(known, wanted, cancel);
        if (sameSecret)
            await clients.UpdateAsync(known, cancel);
        else
            await clients.UpdateAsync(known, secret, cancel);
    }

    static bool Same(OpenIddictApplicationDescriptor one, OpenIddictApplicationDescriptor other) =>
        one.RedirectUris.SetEquals(other.RedirectUris)
        && one.PostLogoutRedirectUris.SetEquals(other.PostLogoutRedirectUris)
        && one.Permissions.SetEquals(other.Permissions)
        && one.Requirements.SetEquals(other.Requirements)
        && one.DisplayName == other.DisplayName
        && one.Properties.Count == other.Properties.Count
        && one.Properties.All(p => other.Properties.TryGetValue(p.Key, out var value) && value.GetRawText() == p.Value.GetRawText());
}
