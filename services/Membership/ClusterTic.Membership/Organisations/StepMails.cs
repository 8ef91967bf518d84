using ClusterTic.Membership.People;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Organisations;

/// <summary>Sends the contact person the code for its address, and tells what was done with the application or membership, in that person's language.</summary>
sealed class StepMails(MailTexts texts, IOptions<ClusterOptions> cluster, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>What was stated to have happened longer ago came from a list on paper: it is no news to anybody.</summary>
    static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>To be sent once the change is saved; call it after the step and before SaveChanges.</summary>
    /// <param name="step">Its texts begin with it.</param>
    /// <param name="stated">When the step happened, where the caller says so.</param>
    public void Add(MembershipDb db, Organisation organisation, string step, DateTimeOffset? stated)
    {
        var now = clock.GetUtcNow();
        if (!IsNews(stated) || organisation.Contact is not { } person) return;
        var category = cluster.Value.Categories.Find(one => one.Code == organisation.Category);
        Send(db, organisation, person, step, now,
            ("category", category is null ? organisation.Category : new LocalText(category.Fr, category.En).In(person.Language)),
            ("reason", organisation.StatusReason is { } reason ? texts.Find(person.Language, "reason." + reason) ?? reason : null));
    }

    /// <summary>Whether somebody waits to hear of a step.</summary>
    /// <param name="stated">When the step happened, where the caller says so.</param>
    public bool IsNews(DateTimeOffset? stated) => !(stated < clock.GetUtcNow() - News);

    /// <summary>The code that shows that mails arrive, with the address of the page to type it into.</summary>
    public void AddCode(MembershipDb db, Organisation organisation, string code)
    {
        if (organisation.Contact is not { } person) return;
        var page = $"/{(person.Language is "en" ? "en" : "fr")}/join/confirm?application={organisation.Id}";
        Send(db, organisation, person, "confirm", clock.GetUtcNow(), ("code", code), ("page", new Uri(PublicOrigin.Find(configuration)!, page).AbsoluteUri));
    }

    void Send(MembershipDb db, Organisation organisation, Person person, string key, DateTimeOffset now, params ReadOnlySpan<(string Name, string? Value)> more) =>
        db.AddMail(person.Email, texts.In(person.Language, key,
        [
            ("person", person.Name),
            ("organisation", organisation.TradeName ?? organisation.Name),
            ("cluster", cluster.Value.Name.ToText().In(person.Language)),
            .. more,
        ]), now);
}
