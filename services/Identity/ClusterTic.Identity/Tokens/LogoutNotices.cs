using System.Threading.Channels;
using ClusterTic.Identity.Keys;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClusterTic.Identity.Tokens;

/// <summary>
/// Tells the Portal that an account is signed out everywhere (OpenID Connect Back-Channel Logout), so that its sessions
/// end at once. It is a courtesy: where it does not arrive they end at their next refresh, within 15 minutes.
/// </summary>
sealed partial class LogoutNotices(
    KeyRing ring, IHttpClientFactory clients, IOptions<IssuerOptions> issuer, TimeProvider clock, ILogger<LogoutNotices> log) : BackgroundService
{
    const string Event = "http://schemas.openid.net/event/backchannel-logout";
    static readonly TimeSpan[] waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(25)];

    readonly Channel<(Guid Account, DateTimeOffset At)> notices = Channel.CreateBounded<(Guid, DateTimeOffset)>(
        new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Send(Guid account) => notices.Writer.TryWrite((account, clock.GetUtcNow()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (account, at) in notices.Reader.ReadAllAsync(stoppingToken))
        {
            var arrived = await Tell(account, at, stoppingToken);
            for (var attempt = 0; !arrived && attempt < waits.Length; attempt++)
            {
                await Task.Delay(waits[attempt], clock, stoppingToken);
                arrived = await Tell(account, at, stoppingToken);
            }

            if (!arrived)
                NotTold(account);
        }
    }

    async Task<bool> Tell(Guid account, DateTimeOffset at, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = Token(account, at) });
        try
        {
            using var client = clients.CreateClient(nameof(LogoutNotices));
            using var answer = await client.PostAsync(issuer.Value.LogoutNoticeAddress, form, cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Issued at the time of the signing out, however late it is sent: sessions that began since go on.</summary>
    internal string Token(Guid account, DateTimeOffset at) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = issuer.Value.Issuer.AbsoluteUri,
        Audience = issuer.Value.ClientId,
        TokenType = "logout+jwt",
        IssuedAt = at.UtcDateTime,
        NotBefore = at.UtcDateTime,
        Expires = clock.GetUtcNow().UtcDateTime.AddMinutes(2),
        SigningCredentials = new SigningCredentials(ring.For(KeyUse.Signing).First(), SecurityAlgorithms.RsaSha256),
        Claims = new Dictionary<string, object>
        {
            ["sub"] = account.ToString(),
            ["jti"] = Guid.CreateVersion7().ToString("n"),
            ["events"] = new Dictionary<string, object> { [Event] = new Dictionary<string, object>() },
        },
    });

    [LoggerMessage(LogLevel.Warning, "The Portal could not be told that account {Account} is signed out; its sessions end at their next refresh")]
    partial void NotTold(Guid account);
}
