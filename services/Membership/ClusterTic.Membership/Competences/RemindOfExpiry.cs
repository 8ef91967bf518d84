using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Membership.Competences;

/// <summary>Writes to a member's contact before a certificate or a verification ends, once for each, and takes away what has ended.</summary>
sealed class RemindOfExpiry(MailTexts texts, IOptions<ClusterOptions> cluster, TimeProvider clock) : IReminder
{
    public static string Name => "remind-of-expiry";

    const int DaysBefore = 60;
    const int AtOnce = 100;

    // The statement that finds them marks them: another replica that runs at the same time finds none.
    const string Claim =
        """
        with certificate as (
          update competence_evidences evidence set reminded_at = $1 from organisations
          where organisations.id = evidence.organisation_id and status = 'member'
            and valid_until between $2 and $3 and reminded_at is null
          returning evidence.organisation_id, competence_code as code, title, valid_until as until
        ), verification as (
          update competences set reminded_at = $1 from organisations
          where organisations.id = competences.organisation_id and status = 'member'
            and verified_until between $2 and $3 and (reminded_at is null or reminded_at < verified_at)
          returning competences.organisation_id, code, null::text as title, verified_until as until
        )
        select organisation_id, code, title, until from certificate
        union all select organisation_id, code, title, until from verification
        order by organisation_id, until, code
        """;

    /// <param name="today">In the installation's time zone.</param>
    public async Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel)
    {
        await db.InTransactionAsync(() => RemindAsync(db, today, cancel), cancel);
        await LetLapseAsync(db, today, cancel);
    }

    async Task<int> RemindAsync(MembershipDb db, DateOnly today, CancellationToken cancel)
    {
        var endings = await ClaimAsync(db, today, cancel);
        var labels = await db.LabelsAsync(endings.Select(ending => ending.Code), cancel);
        foreach (var some in endings.GroupBy(ending => ending.OrganisationId).Chunk(AtOnce))
        {
            var ids = some.Select(each => each.Key).ToList();
            var contacts = await db.Organisations.AsNoTracking().Where(one => ids.Contains(one.Id))
                .Select(one => new { one.Id, Name = one.TradeName ?? one.Name, one.Contact!.Email, Person = one.Contact.Name, one.Contact.Language })
                .ToDictionaryAsync(one => one.Id, cancel);
            foreach (var each in some)
            {
                var contact = contacts[each.Key];
                db.AddMail(contact.Email, texts.In(contact.Language, "expiry",
                    ("person", contact.Person), ("organisation", contact.Name), ("cluster", cluster.Value.Name.ToText().In(contact.Language)),
                    ("items", string.Join('\n', each.Select(ending => Line(ending, labels[ending.Code], contact.Language))))), clock.GetUtcNow());
            }

            await db.SaveChangesAsync(cancel);
        }

        return endings.Count;
    }

    async Task<List<Ending>> ClaimAsync(MembershipDb db, DateOnly today, CancellationToken cancel)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var claim = new NpgsqlCommand(Claim, connection, transaction)
        {
            Parameters = { new() { Value = clock.GetUtcNow() }, new() { Value = today }, new() { Value = today.AddDays(DaysBefore) } },
        };
        await using var row = await claim.ExecuteReaderAsync(cancel);
        var endings = new List<Ending>();
        while (await row.ReadAsync(cancel))
            endings.Add(new(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetFieldValue<DateOnly>(3)));
        return endings;
    }

    async Task LetLapseAsync(MembershipDb db, DateOnly today, CancellationToken cancel)
    {
        var ended = db.Organisations.Where(one => OrganisationStatuses.Open.Contains(one.Status)
            && one.Competences.Any(mine => mine.VerifiedUntil < today || mine.Evidences.Any(evidence => evidence.ValidUntil < today && !evidence.Lapsed)));
        // What was taken is found no more, so the beginning of the list is always what is left.
        while (await ended.OrderBy(one => one.Id).Take(AtOnce).ToListAsync(cancel) is { Count: > 0 } some)
        {
            foreach (var organisation in some) organisation.LetLapse(today, clock.GetUtcNow());
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
        }
    }

    string Line(Ending ending, LocalText label, string language) => texts.Find(language, "expiry.line")!
        .Replace("{what}", ending.Title ?? texts.Find(language, "expiry.verification"), StringComparison.Ordinal)
        .Replace("{competence}", label.In(language), StringComparison.Ordinal)
        .Replace("{day}", ending.Until.InWords(language), StringComparison.Ordinal);

    /// <param name="Title">The certificate's; null for a verification.</param>
    sealed record Ending(Guid OrganisationId, string Code, string? Title, DateOnly Until);
}
