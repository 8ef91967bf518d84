using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace ClusterTic.Identity.Keys;

/// <summary>Gives the ring's keys to the token server, and again whenever the ring has changed.</summary>
sealed class TokenServerKeys(KeyRing ring) : IConfigureOptions<OpenIddictServerOptions>, IOptionsChangeTokenSource<OpenIddictServerOptions>
{
    ConfigurationReloadToken changed = new();

    public string Name => Options.DefaultName;

    public void Configure(OpenIddictServerOptions options)
    {
        foreach (var key in ring.For(KeyUse.Signing))
            options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
        foreach (var key in ring.For(KeyUse.Encryption))
            options.EncryptionCredentials.Add(
                new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    public IChangeToken GetChangeToken() => changed;

    public void SayChanged() => Interlocked.Exchange(ref changed, new()).OnReload();
}

sealed partial class KeyRotation(KeyRing ring, TokenServerKeys server, TimeProvider clock, ILogger<KeyRotation> log) : BackgroundService
{
    /// <summary>Before the server listens: the token server cannot be built without keys.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ring.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await ring.RefreshAsync(stoppingToken))
                    server.SayChanged();
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or InvalidOperationException)
            {
                NotRead(error);   // the keys in memory stay good; the next hour reads again
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The token keys could not be read again; those in memory stay in use")]
    partial void NotRead(Exception error);
}
