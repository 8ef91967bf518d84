using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Mail;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Confirmation;

/// <summary>Sends the code, in the contact's language, with the address of the page to type it into.</summary>
sealed class ConfirmationMails(MailTexts texts, IOptions<ClusterOptions> cluster, IConfiguration configuration)
{
    /// <summary>To be sent once the change is saved.</summary>
    public void Add(MembershipDb db, Organisation organisation, string code, DateTimeOffset now)
    {
        if (organisation.Contact is not { } person) return;
        var language = person.Language is "en" ? "en" : "fr";
        db.AddMail(person.Email, texts.In(language, "confirm",
            ("person", person.Name),
            ("organisation", organisation.TradeName ?? organisation.Name),
            ("cluster", cluster.Value.Name.ToText().In(language)),
            ("code", code),
            ("page", $"{Origin()}/{language}/join/confirm?application={organisation.Id}")), now);
    }

    string Origin() => configuration["Portal:Origin"]?.TrimEnd('/')
        ?? (Uri.TryCreate(configuration["Identity:Issuer"], UriKind.Absolute, out var issuer) ? issuer.GetLeftPart(UriPartial.Authority) : "");
}
