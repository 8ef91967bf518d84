using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Dues;

/// <summary>Tells the contact person what the organisation is called upon to pay, and reminds of it, in that person's language.</summary>
sealed class DuesMails(MailTexts texts, IOptions<ClusterOptions> cluster, TimeProvider clock)
{
    /// <summary>To be sent once the call is saved.</summary>
    public void AddCall(MembershipDb db, Organisation organisation, DuesCall call) =>
        Add(db, organisation, call, call.Open == 0 ? "dues-settled" : "dues-call");

    /// <summary>To be sent once the reminder is saved.</summary>
    public void AddReminder(MembershipDb db, Organisation organisation, DuesCall call) => Add(db, organisation, call, "dues-reminder");

    void Add(MembershipDb db, Organisation organisation, DuesCall call, string key)
    {
        if (organisation.Contact is not { } person) return;
        var language = person.Language;
        db.AddMail(person.Email, texts.In(language, key,
            ("person", person.Name),
            ("organisation", organisation.TradeName ?? organisation.Name),
            ("cluster", cluster.Value.Name.ToText().In(language)),
            ("number", call.Number),
            ("from", call.TermFrom.InWords(language)),
            ("to", call.TermTo.InWords(language)),
            ("due", call.DueOn.InWords(language)),
            ("amount", DuesFormat.Amount(call.Amount, language)),
            ("open", DuesFormat.Amount(call.Open, language))), clock.GetUtcNow());
    }
}
