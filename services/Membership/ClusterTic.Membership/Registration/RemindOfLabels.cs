using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Registration;

/// <summary>Writes to a member's contact whose startup label is about to end, once for each last day.</summary>
sealed class RemindOfLabels(MailTexts texts, IOptions<ClusterOptions> cluster, TimeProvider clock) : IReminder
{
    /// <summary>A shadow, the last day that was reminded of: it is no change to the organisation.</summary>
    public const string RemindedFor = "LabelRemindedFor";

    public static string Name => "remind-of-labels";

    public const int DaysBefore = 30;

    public Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        // Claimed by the update itself: of two that run at once the second finds nothing left.
        var due = await db.Database.SqlQuery<Due>(
            $"""
             update organisations set label_reminded_for = startup_label_until
             from people person
             where person.id = organisations.contact_id and status = 'member'
               and startup_label_until between {today} and {today.AddDays(DaysBefore)} and label_reminded_for is distinct from startup_label_until
             returning person.name as person, person.email, person.language, coalesce(trade_name, organisations.name) as organisation,
               coalesce(startup_label, '') as label, startup_label_until as last_day
             """).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var one in due)
        {
            db.AddMail(one.Email, texts.In(one.Language, "label-ends",
                ("person", one.Person), ("organisation", one.Organisation), ("label", one.Label), ("day", one.LastDay.InWords(one.Language)),
                ("cluster", cluster.Value.Name.ToText().In(one.Language))), now);
        }

        return await db.SaveChangesAsync(cancel);
    }, cancel);

    sealed record Due(string Person, string Email, string Language, string Organisation, string Label, DateOnly LastDay);
}
