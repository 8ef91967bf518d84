using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Representation;

/// <summary>Invites contacts to act for their organisation, and tells them what became of what they asked for, in their language.</summary>
sealed class RepresentationMails(MailTexts texts, IOptions<ClusterOptions> cluster, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>To be sent once the invitation is saved: the code, and the page to type it into, whose address does not hold it.</summary>
    public void AddInvitation(MembershipDb db, Organisation organisation, Person person, string code) =>
        Send(db, organisation, person, "represent", ("code", code), ("page", Page(person, "/represent")),
            ("days", Representative.Valid.Days.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <param name="key">change-approved or change-rejected.</param>
    /// <param name="why">The team's reason for a rejection.</param>
    public void AddDecision(MembershipDb db, Organisation organisation, Person person, string key, string? why) =>
        Send(db, organisation, person, key, ("why", why), ("page", Page(person, $"/organisations/{organisation.Id}")));

    string Page(Person person, string path) =>
        new Uri(PublicOrigin.Find(configuration)!, $"/{(person.Language is "en" ? "en" : "fr")}{path}").AbsoluteUri;

    void Send(MembershipDb db, Organisation organisation, Person person, string key, params ReadOnlySpan<(string Name, string? Value)> more) =>
        db.AddMail(person.Email, texts.In(person.Language, key,
        [
            ("person", person.Name),
            ("organisation", organisation.TradeName ?? organisation.Name),
            ("cluster", cluster.Value.Name.ToText().In(person.Language)),
            .. more,
        ]), clock.GetUtcNow());
}
