using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Asks a member's contact whether its offers are still true, eleven months after it was said last; once for each time.</summary>
sealed class RemindOfOffers(MailTexts texts, IOptions<ClusterOptions> cluster, ClusterCalendar calendar) : IReminder
{
    public static string Name => "remind-of-offers";

    public const int MonthsAfter = 11;

    public Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        var (now, before) = (calendar.Now, calendar.StartOf(today.AddMonths(-MonthsAfter).AddDays(1)));
        // Claimed by the update itself: of two that run at once the second finds nothing left.
        var due = await db.Database.SqlQuery<Due>(
            $"""
             update offers set reminded_at = {now}
             from organisations organisation, people person
             where organisation.id = offers.organisation_id and person.id = organisation.contact_id and organisation.status = 'member'
               and offers.status = 'published' and confirmed_at < {before} and (reminded_at is null or reminded_at < confirmed_at)
             returning organisation.id as organisation_id, coalesce(organisation.trade_name, organisation.name) as organisation,
               person.name as person, person.email, person.language,
               offers.name ->> 'fr' as fr, offers.name ->> 'en' as en, confirmed_at
             """).ToListAsync(cancel);
        foreach (var each in due.GroupBy(one => one.OrganisationId)) db.AddMail(each.First().Email, Text([.. each]), now);
        return await db.SaveChangesAsync(cancel);
    }, cancel);

    (string Subject, string Body) Text(Due[] due)
    {
        var (one, language) = (due[0], due[0].Language);
        return texts.In(language, "offers",
            ("person", one.Person), ("organisation", one.Organisation), ("cluster", cluster.Value.Name.ToText().In(language)),
            ("items", string.Join('\n', due.OrderBy(each => each.ConfirmedAt).Select(each => Line(each, language)))));
    }

    string Line(Due one, string language) => texts.Find(language, "offers.line")!
        .Replace("{offer}", new LocalText(one.Fr, one.En).In(language), StringComparison.Ordinal)
        .Replace("{day}", cluster.Value.DayOf(one.ConfirmedAt).InWords(language), StringComparison.Ordinal);

    sealed record Due(
        Guid OrganisationId, string Organisation, string Person, string Email, string Language, string? Fr, string? En, DateTimeOffset ConfirmedAt);
}
