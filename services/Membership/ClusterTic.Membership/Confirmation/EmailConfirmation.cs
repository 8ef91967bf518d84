using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Confirmation;

/// <summary>
/// An application whose contact has yet to show that mails arrive there, with the code that was sent: only its hash. The
/// code is typed in rather than followed as a link, so that no address holds it.
/// </summary>
sealed class EmailConfirmation
{
    public const int MostMails = 5;
    public const int MostAttempts = 10;

    public static readonly TimeSpan Valid = TimeSpan.FromDays(1);
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Without letters and digits that look alike.
    const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    const int Length = 8;

    EmailConfirmation()
    {
    }

    public Guid OrganisationId { get; private init; }
    public byte[] CodeHash { get; private set; } = [];
    public DateTimeOffset SentAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Mails { get; private set; }

    /// <summary>Counted before a code is compared, and apart from the caller's transaction: a rollback gives none back.</summary>
    public int Attempts { get; private set; }

    public static (EmailConfirmation Confirmation, string Code) Begin(Guid organisation, DateTimeOffset now)
    {
        var confirmation = new EmailConfirmation { OrganisationId = organisation };
        return (confirmation, confirmation.Renew(now));
    }

    public bool MayRenew(DateTimeOffset now) => Mails < MostMails && now >= SentAt + Pause;

    /// <summary>A new code in place of the one before, as it is to be shown.</summary>
    public string Renew(DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        (CodeHash, SentAt, ExpiresAt, Attempts) = (Hash(OrganisationId, code), now, now + Valid, 0);
        Mails++;
        return $"{code[..4]}-{code[4..]}";
    }

    /// <param name="typed">As people type: in small letters, with spaces or without the hyphen.</param>
    public static bool Matches(Guid organisation, byte[] hash, string typed) => CryptographicOperations.FixedTimeEquals(
        hash, Hash(organisation, string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant()));

    public static void Map(ModelBuilder model) => model.Entity<EmailConfirmation>(table =>
        table.ToTable("email_confirmations").HasKey(one => one.OrganisationId));

    static byte[] Hash(Guid organisation, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation:N} {code}"));
}
