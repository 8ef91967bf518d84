using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;

namespace ClusterTic.Portal.Competences;

/// <summary>What somebody typed into the form of one kind of evidence. Field names begin with the kind: the page has four such forms.</summary>
sealed class EvidenceForm(IFormCollection form, string kind, Texts texts)
{
    public static readonly string[] Kinds = ["reference-project", "certificate", "headcount", "declared"];

    readonly Dictionary<string, string[]> faults = new(StringComparer.OrdinalIgnoreCase);

    public string Competence => form.Text($"{kind}.competence") ?? "";

    public IReadOnlyDictionary<string, string> Given => FieldsOf(kind).Select(one => $"{kind}.{one.Name}").Append($"{kind}.competence")
        .ToDictionary(name => name, name => form.Text(name) ?? "", StringComparer.Ordinal);

    /// <summary>The form's fields, in order: name, input type, whether it must be there.</summary>
    public static (string Name, string Type, bool Required)[] FieldsOf(string kind) => kind switch
    {
        "reference-project" =>
        [
            ("title", "text", true), ("client", "text", false), ("clientIsPublic", "check", false), ("year", "text", true),
            ("country", "text", true), ("value", "text", false), ("currency", "text", false),
        ],
        "certificate" => [("title", "text", true), ("issuer", "text", true), ("number", "text", false), ("validUntil", "date", false)],
        "headcount" => [("people", "text", true)],
        _ => [("title", "text", false)],
    };

    /// <summary>The label's key: a title is called otherwise from kind to kind.</summary>
    public static string Key(string kind, string field) => field == "title" ? "title-" + kind : "field-" + field.ToLowerInvariant();

    public AddEvidenceRequest Read()
    {
        var value = Number("value", 1_000_000_000_000_000);
        return new(
            kind, Text("title"), Text("client"), Text("clientIsPublic") is not null, (int?)Number("year", 9999), value,
            value is null && !faults.ContainsKey($"{kind}.value") ? null : Text("currency"), // the form proposes a currency, also where there is no amount
            Text("country"), Text("issuer"), Text("number"), Day(form, $"{kind}.validUntil", texts, faults), (int?)Number("people", 1_000_000));
    }

    public Part<OrganisationDetails>? Refused() => faults.Count == 0
        ? null : new("membership", PartState.Refused, Refusal: Refusal.Here(texts["common.form-has-errors"], faults));

    /// <summary>As a date field sends it; null for none, and for what is none.</summary>
    public static DateOnly? Day(IFormCollection form, string field, Texts texts, Dictionary<string, string[]> faults)
    {
        if (form.Text(field) is not { } typed) return null;
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        faults[field] = [texts["competences.not-a-day"]];
        return null;
    }

    string? Text(string field) => form.Text($"{kind}.{field}");

    /// <summary>As people type it, with spaces between the thousands.</summary>
    long? Number(string field, long most)
    {
        if (Text(field) is not { } typed) return null;
        var digits = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most) return number;
        faults[$"{kind}.{field}"] = [texts["registration.not-a-number"]];
        return null;
    }
}
