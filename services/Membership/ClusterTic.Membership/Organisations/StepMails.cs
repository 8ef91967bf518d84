using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Organisations;

/// <summary>Tells the contact person what was done with the application or membership, in that person's language.</summary>
sealed class StepMails(MailTexts texts, IOptions<ClusterOptions> cluster, TimeProvider clock)
{
    /// <summary>What was stated to have happened longer ago came from a list on paper: it is no news to anybody.</summary>
    static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>To be sent once the change is saved; call it after the step and before SaveChanges.</summary>
    /// <param name="step">Its texts begin with it.</param>
    /// <param name="stated">When the step happened, where the caller says so.</param>
    public void Add(MembershipDb db, Organisation organisation, string step, DateTimeOffset? stated)
    {
        var now = clock.GetUtcNow();
        if (stated < now - News || organisation.Contact is not { } person) return;
        var language = person.Language;
        var category = cluster.Value.Categories.Find(one => one.Code == organisation.Category);
        var text = texts.In(language, step,
            ("person", person.Name),
            ("organisation", organisation.TradeName ?? organisation.Name),
            ("cluster", cluster.Value.Name.ToText().In(language)),
            ("category", category is null ? organisation.Category : new LocalText(category.Fr, category.En).In(language)),
            ("reason", organisation.StatusReason is { } reason ? texts.Find(language, "reason." + reason) ?? reason : null));
        db.AddMail(person.Email, text, now);
    }
}
