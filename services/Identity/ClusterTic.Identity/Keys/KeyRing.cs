using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace ClusterTic.Identity.Keys;

/// <summary>
/// The keys of the token server, kept in the database. Rotation: a key makes tokens for 90 days; its successor is made
/// and published one day before it takes over, and it stays for checking 30 days more, twice the life of a refresh
/// token. Every replica reads the ring each hour, and whichever comes first makes what is due.
/// </summary>
sealed class KeyRing(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Active = TimeSpan.FromDays(90);
    static readonly TimeSpan publishedAhead = TimeSpan.FromDays(1);
    static readonly TimeSpan keptAfter = TimeSpan.FromDays(30);
    const long Lock = 0x49_44_4B_45_59_53;   // "IDKEYS"

    readonly IDataProtector protector = protection.CreateProtector("token-keys");
    List<TokenKey> keys = [];

    /// <summary>The one that makes tokens now, then the others that still check, newest first.</summary>
    public IEnumerable<SecurityKey> For(KeyUse use)
    {
        if (keys.Count == 0)
            throw new InvalidOperationException("The token keys were not loaded before the token server was asked for.");

        var now = clock.GetUtcNow();
        return keys.Where(key => key.Use == use)
            .OrderBy(key => key.ActiveFrom > now)
            .ThenByDescending(key => key.ActiveFrom)
            .Select(ToSecurityKey);
    }

    /// <returns>True where the ring has changed since it was last read.</returns>
    public async Task<bool> RefreshAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);

        var known = await db.TokenKeys.AsNoTracking().ToListAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var use in Enum.GetValues<KeyUse>())
        {
            var newest = known.Where(key => key.Use == use).MaxBy(key => key.ActiveFrom);
            if (newest is null)
                known.Add(Make(db, use, now, now));
            else if (newest.ActiveFrom + Active - publishedAhead <= now)
                known.Add(Make(db, use, now, now + publishedAhead));

            var gone = known.Where(key => key.Use == use && ReplacedAt(key, known) + keptAfter < now).ToList();
            known.RemoveAll(gone.Contains);
            db.RemoveRange(gone);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);

        // A key that became active changes nothing in the database but the order here.
        var before = keys;
        keys = known;
        return !before.Select(key => key.Id).Order().SequenceEqual(known.Select(key => key.Id).Order())
            || known.Any(key => key.ActiveFrom > now - TimeSpan.FromHours(3) && key.ActiveFrom <= now);
    }

    static DateTimeOffset? ReplacedAt(TokenKey key, IEnumerable<TokenKey> all) =>
        all.Where(other => other.Use == key.Use && other.ActiveFrom > key.ActiveFrom).MinBy(other => other.ActiveFrom)?.ActiveFrom;

    TokenKey Make(IdentityDb db, KeyUse use, DateTimeOffset now, DateTimeOffset activeFrom)
    {
        byte[] secret;
        if (use is KeyUse.Encryption)
        {
            secret = RandomNumberGenerator.GetBytes(32);
        }
        else
        {
            using var rsa = RSA.Create(2048);
            secret = rsa.ExportPkcs8PrivateKey();
        }

        var key = new TokenKey { Use = use, Protected = protector.Protect(secret), CreatedAt = now, ActiveFrom = activeFrom };
        CryptographicOperations.ZeroMemory(secret);
        db.TokenKeys.Add(key);
        return key;
    }

    SecurityKey ToSecurityKey(TokenKey key)
    {
        var secret = protector.Unprotect(key.Protected);
        if (key.Use is KeyUse.Encryption)
            return new SymmetricSecurityKey(secret) { KeyId = key.Id.ToString("n") };

        // Owned by the security key, which lives as long as the server's options.
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return new RsaSecurityKey(rsa) { KeyId = key.Id.ToString("n") };
    }
}
