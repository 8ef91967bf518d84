using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Security;

/// <summary>
/// The issuer's signing keys. The last good ones are kept in the service's own database, so that a service starts and
/// checks tokens while Identity is down.
/// </summary>
sealed partial class KeptKeys(
    IOptions<IdentityOptions> identity, IHttpClientFactory http, IServiceProvider services, TimeProvider clock, ILogger<KeptKeys> log)
    : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    public const string HttpClient = "identity-keys";

    static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    readonly SemaphoreSlim one = new(1);
    OpenIdConnectConfiguration? current;
    DateTimeOffset refreshAt = DateTimeOffset.MinValue;
    DateTimeOffset askedAt = DateTimeOffset.MinValue;

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (current is not null && clock.GetUtcNow() < refreshAt) return current;
        await one.WaitAsync(cancel);
        try
        {
            var now = clock.GetUtcNow();
            if (current is not null && (now < refreshAt || now < askedAt + AskAgainAfter)) return current;
            askedAt = now;
            current = await AskAsync(cancel) ?? current ?? await KeptAsync(cancel)
                ?? throw new InvalidOperationException("The issuer's keys were never seen: Identity is away and none are kept.");
            refreshAt = now + GoodFor;
            return current;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>A token named a key that is not known: ask again, but not at every such token.</summary>
    public void RequestRefresh()
    {
        if (clock.GetUtcNow() >= askedAt + AskAgainAfter) refreshAt = DateTimeOffset.MinValue;
    }

    public void Dispose() => one.Dispose();

    async Task<OpenIdConnectConfiguration?> AskAsync(CancellationToken cancel)
    {
        var options = identity.Value;
        var address = options.MetadataAddress is { Length: > 0 } inside
            ? inside
            : options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration";
        try
        {
            using var client = http.CreateClient(HttpClient);
            var metadata = OpenIdConnectConfiguration.Create(await client.GetStringAsync(new Uri(address), cancel));
            // The document names public addresses; inside the platform its keys are next to where it was found.
            var keysAddress = options.MetadataAddress is { Length: > 0 } && metadata.JwksUri.StartsWith(options.Issuer, StringComparison.Ordinal)
                ? address.Replace(".well-known/openid-configuration", metadata.JwksUri[options.Issuer.Length..].TrimStart('/'), StringComparison.Ordinal)
                : metadata.JwksUri;
            var keys = await client.GetStringAsync(new Uri(keysAddress), cancel);
            var configuration = Read(keys);
            await KeepAsync(keys, cancel);
            return configuration;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or Polly.ExecutionRejectedException)
        {
            if (cancel.IsCancellationRequested) throw;
            IdentityAway(log, away.Message);
            return null;
        }
    }

    OpenIdConnectConfiguration Read(string keys)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = identity.Value.Issuer, JsonWebKeySet = new JsonWebKeySet(keys) };
        foreach (var key in configuration.JsonWebKeySet.GetSigningKeys()) configuration.SigningKeys.Add(key);
        return configuration;
    }

    async Task KeepAsync(string keys, CancellationToken cancel)
    {
        if (services.GetService<NpgsqlDataSource>() is not { } database) return;
        try
        {
            await using var command = database.CreateCommand(
                """
                insert into kept_keys (issuer, keys, kept_at) values ($1, $2, $3)
                on conflict (issuer) do update set keys = excluded.keys, kept_at = excluded.kept_at
                where kept_keys.keys <> excluded.keys
                """);
            command.Parameters.AddWithValue(identity.Value.Issuer);
            command.Parameters.AddWithValue(keys);
            command.Parameters.AddWithValue(clock.GetUtcNow());
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (NpgsqlException away)
        {
            KeysNotKept(log, away.Message); // the keys in hand are good; they are kept at the next refresh
        }
    }

    async Task<OpenIdConnectConfiguration?> KeptAsync(CancellationToken cancel)
    {
        if (services.GetService<NpgsqlDataSource>() is not { } database) return null;
        await using var command = database.CreateCommand("select keys from kept_keys where issuer = $1");
        command.Parameters.AddWithValue(identity.Value.Issuer);
        return await command.ExecuteScalarAsync(cancel) is string keys ? Read(keys) : null;
    }

    [LoggerMessage(LogLevel.Warning, "Identity does not answer ({Reason}); the last good keys stay in use")]
    static partial void IdentityAway(ILogger log, string reason);

    [LoggerMessage(LogLevel.Warning, "The issuer's keys could not be kept: {Reason}")]
    static partial void KeysNotKept(ILogger log, string reason);
}
