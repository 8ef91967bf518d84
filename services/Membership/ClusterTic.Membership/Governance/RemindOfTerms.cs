using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Writes to whoever has a mandate whose term is about to end, once for each term.</summary>
sealed class RemindOfTerms(MailTexts texts, IOptions<ClusterOptions> cluster, TimeProvider clock) : IReminder
{
    public static string Name => "remind-of-terms";

    public const int DaysBefore = 60;

    public Task RunAsync(MembershipDb db, DateOnly today, CancellationToken cancel) => db.InTransactionAsync(async () =>
    {
        var now = clock.GetUtcNow();
        // Claimed by the update itself: of two that run at once the second finds nothing left.
        var due = await db.Database.SqlQuery<Due>(
            $"""
             update mandates set reminded_at = {now}
             from people person, bodies body
             where person.id = mandates.person_id and body.id = mandates.body_id
               and reminded_at is null and ended_at is null and "to" between {today} and {today.AddDays(DaysBefore)}
             returning person.name as person, person.email, person.language, body.name::text as body, mandates.function, mandates."to" as last_day
             """).ToListAsync(cancel);
        foreach (var one in due) db.AddMail(one.Email, Text(one), now);
        return await db.SaveChangesAsync(cancel);
    }, cancel);

    (string Subject, string Body) Text(Due due) => texts.In(due.Language, "term-ends",
    [
        ("person", due.Person),
        ("body", System.Text.Json.JsonSerializer.Deserialize<LocalText>(due.Body, System.Text.Json.JsonSerializerOptions.Web)!.In(due.Language)),
        ("function", texts.Find(due.Language, "function." + due.Function) ?? due.Function),
        ("day", due.LastDay.InWords(due.Language)),
        ("cluster", cluster.Value.Name.ToText().In(due.Language)),
    ]);

    sealed record Due(string Person, string Email, string Language, string Body, string Function, DateOnly LastDay);
}
