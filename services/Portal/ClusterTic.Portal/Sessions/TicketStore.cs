using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ClusterTic.Portal.Sessions;

/// <summary>Tickets in the Portal's database, so that a session can be ended from anywhere; the cookie holds only a key.</summary>
sealed partial class TicketStore(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<TicketStore> log) : ITicketStore
{
    const string KeyItem = ".session";

    readonly IDataProtector protector = protection.CreateProtector("session-tickets");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        ticket.Properties.Items[KeyItem] = key;
        var subject = ticket.Principal.FindFirst("sub") ?? throw new InvalidOperationException("The provider's ID token has no subject.");
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>();
        db.Sessions.Add(new()
        {
            KeyHash = Hash(key),
            Issuer = subject.Issuer,
            Subject = subject.Value,
            Ticket = Protect(ticket),
            CreatedAt = (ticket.Properties.GetTokenValue("id_token") is { } token ? IssuedAt(new JsonWebToken(token)) : null) ?? clock.GetUtcNow(),
            ExpiresAt = ExpiryOf(ticket),
        });
        await db.SaveChangesAsync();
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var (hash, expires) = (Hash(key), ExpiryOf(ticket));
        await using var scope = scopes.CreateAsyncScope();
        // Only the end moves: the ticket may have been refreshed by another request since this one read it.
        await scope.ServiceProvider.GetRequiredService<PortalDb>().Sessions.Where(session => session.KeyHash == hash)
            .ExecuteUpdateAsync(session => session.SetProperty(s => s.ExpiresAt, expires));
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var (hash, now) = (Hash(key), clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var session = await scope.ServiceProvider.GetRequiredService<PortalDb>().Sessions.AsNoTracking()
            .SingleOrDefaultAsync(s => s.KeyHash == hash && s.ExpiresAt > now);
        return session is null ? null : Open(session);
    }

    public async Task RemoveAsync(string key)
    {
        var hash = Hash(key);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PortalDb>().Sessions.Where(session => session.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>Ends all sessions of an account that had begun by then, in every browser, at their next request.</summary>
    public async Task RemoveAllAsync(string issuer, string subject, DateTimeOffset startedUntil, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PortalDb>().Sessions
            .Where(session => session.Issuer == issuer && session.Subject == subject && session.CreatedAt <= startedUntil).ExecuteDeleteAsync(cancel);
    }

    public static byte[]? HashOf(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(KeyItem, out var key) && key is not null ? Hash(key) : null;

    public byte[] Protect(AuthenticationTicket ticket) => protector.Protect(TicketSerializer.Default.Serialize(ticket));

    /// <summary>Nothing where the keys are gone (a restored database, say): the reader signs in again.</summary>
    public AuthenticationTicket? Open(Session session)
    {
        try
        {
            var ticket = TicketSerializer.Default.Deserialize(protector.Unprotect(session.Ticket));
            if (ticket is not null)
            {
                // The row is what counts; the ticket inside keeps the end that it had when its tokens were last renewed.
                ticket.Properties.ExpiresUtc = session.ExpiresAt;
            }

            return ticket;
        }
        catch (CryptographicException unreadable)
        {
            NotOpened(unreadable.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A session's ticket cannot be opened, so its reader signs in again: {Reason}")]
    partial void NotOpened(string reason);

    DateTimeOffset ExpiryOf(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc ?? clock.GetUtcNow().AddHours(1);

    /// <summary>By the provider's clock, for sessions as for notices: two clocks could end too few sessions, or one too many.</summary>
    public static DateTimeOffset? IssuedAt(JsonWebToken token) => token.IssuedAt == DateTime.MinValue ? null : new DateTimeOffset(token.IssuedAt, TimeSpan.Zero);

    static byte[] Hash(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));
}
