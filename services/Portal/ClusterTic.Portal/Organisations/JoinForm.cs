using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Organisations;

/// <summary>What somebody typed to apply; kept as typed, so that a refused form comes back as it was.</summary>
public sealed record JoinForm(
    string? Name, string? TradeName, string? Type, string? Country, string? Region, string? Town, string? Website, string? Description,
    string? ContactName, string? ContactEmail, string? ContactPhone, IReadOnlyList<JoinForm.Competence> Competences)
{
    /// <summary>As many competences as the form has lines for; more can be added to the profile later.</summary>
    public const int Lines = 3; // each brings the whole list of choices: more of them make the page too heavy

    public sealed record Competence(string? Code, string? Level);

    public static JoinForm Blank(string country) => new(
        null, null, null, country, null, null, null, null, null, null, null,
        [.. Enumerable.Repeat(new Competence(null, null), Lines)]);

    public static JoinForm Read(IFormCollection form) => new(
        form.Text("name"), form.Text("tradeName"), form.Text("type"), form.Text("country"), form.Text("region"), form.Text("town"),
        Address(form.Text("website")), form.Text("description"),
        form.Text("contactName"), form.Text("contactEmail"), form.Text("contactPhone"),
        [.. Enumerable.Range(0, Lines).Select(line => new Competence(form.Text($"code{line}"), form.Text($"level{line}")))]);

    /// <summary>What is plainly missing, before the service is asked; the service checks the rest.</summary>
    public Refusal? Missing(Texts texts)
    {
        var fields = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        void Needs(string field, string? value, string key)
        {
            if (value is null) fields[field] = [texts[key]];
        }

        Needs("name", Name, "join.name-missing");
        Needs("type", Type, "join.type-missing");
        Needs("country", Country, "join.country-missing");
        Needs("contact.name", ContactName, "join.contact-name-missing");
        Needs("contact.email", ContactEmail, "join.contact-email-missing");
        return fields.Count == 0 ? null : Refusal.Here(texts["common.form-has-errors"], fields);
    }

    public RegisterOrganisationRequest ToRequest(string homeCountry) => new(
        Name!, TradeName, Type!, Country!, Country == homeCountry ? Region : null, Town, Website,
        Description is null ? null : Reader.Language == "fr" ? new LocalText(Fr: Description) : new LocalText(En: Description),
        new ContactRequest(ContactName!, ContactEmail!, ContactPhone, Reader.Language),
        [.. from competence in Competences
            where competence.Code is not null
            select new CompetenceRequest(competence.Code!, int.TryParse(competence.Level, NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : 3)]);

    // People write www.example.ci; the service wants an address.
    internal static string? Address(string? website) =>
        website is null || website.Contains("://", StringComparison.Ordinal) ? website : "https://" + website;
}
