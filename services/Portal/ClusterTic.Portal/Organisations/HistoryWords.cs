using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Reference;

namespace ClusterTic.Portal.Organisations;

/// <summary>Names and values of an organisation's fields, in words; what a newer service sends is shown as it is.</summary>
/// <param name="names">What ids stand for.</param>
sealed partial class HistoryWords(Texts texts, Reader reader, IReadOnlyDictionary<string, string>? names = null)
{
    /// <summary>A field's name; <c>competences[72200000].level</c> is the level of that competence, and what follows it may have parts of its own.</summary>
    public string Field(FieldChange change)
    {
        var field = change.Field;
        var part = Part().Match(field);
        var plain = part.Success ? part.Groups["list"].Value + Key().Replace(part.Groups["rest"].Value, "") : field;
        var name = (IsOf("person.", change) ? Texts.Find("history.field.person." + plain) : IsOf("membership.offer.", change) ? Texts.Find("history.field.offer." + plain) : null) ?? Texts.Find("history.field." + plain) ?? field;
        return part.Success ? string.Format(CultureInfo.CurrentCulture, name, Item(part.Groups["list"].Value, part.Groups["key"].Value)) : name;
    }

    /// <summary>A value as the page says it elsewhere; null for none.</summary>
    public string? Value(FieldChange change, JsonElement? value) => IsOf("membership.offer.", change) ? Value("offer." + change.Field, value) : Value(change.Field, value);

    /// <summary>A value of the organisation's own fields.</summary>
    public string? Of(string field, JsonElement? value) => Value(field, value);

    string? Value(string field, JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.True } => texts["history.yes"],
        { ValueKind: JsonValueKind.False } => texts["history.no"],
        { ValueKind: JsonValueKind.Array } list => string.Join(", ", list.EnumerateArray().Select(one => Value(field, one))),
        { ValueKind: JsonValueKind.Number } number => number.TryGetDecimal(out var amount) ? Number(field, amount) : number.GetRawText(),
        { ValueKind: JsonValueKind.String } text => Word(field, text.GetString()!),
        var other => other.Value.GetRawText(),
    };

    string Number(string field, decimal amount) => field switch
    {
        "foundedIn" or "birthYear" => amount.ToString(CultureInfo.InvariantCulture), // a year
        _ when field.EndsWith("].year", StringComparison.Ordinal) => amount.ToString(CultureInfo.InvariantCulture),
        _ when field.EndsWith(".level", StringComparison.Ordinal) => $"{Reader.Number(amount)} – {texts.Code("level", amount.ToString(CultureInfo.InvariantCulture))}",
        _ => Reader.Number(amount),
    };

    string Word(string field, string text) => field switch
    {
        "status" => texts.Code("organisation-status", text),
        "type" => texts.Code("organisation-type", text),
        "country" => Countries.Name(text),
        "region" => Regions.Name(text) ?? text,
        "category" => reader.Category(text),
        "statusReason" => texts.Code("status-reason", text),
        "checks" => Checklist.Name(reader, text),
        "kind" => texts.Code("body-kind", text),
        "offer.status" => texts.Code("offer-status", text),
        "offer.kind" => texts.Code("offer-kind", text),
        "offer.markets" => texts.Code("offer-market", text),
        "offer.priceModel" => texts.Code("price-model", text),
        "offer.intellectualProperty" => texts.Code("intellectual-property", text),
        "offer.cpvCodes" or "offer.sectors" => $"{CpvLabels.Of(text)} ({text})",
        "offer.organisationId" => texts["history.this-organisation"],
        "offer.tags" => HouseTags.Name(text),
        "role" => texts.Code("contact-role", text),
        "logoId" => texts["history.a-picture"],
        "sex" => texts.Code("sex", text),
        "language" => texts.Code("language", text),
        "contactId" or "absorbed" or "personId" => texts["history.a-person"],
        "smeClass" => texts.Code("sme-class", text),
        "statusBeforeMerge" => texts.Code("organisation-status", text),
        _ when field.EndsWith("].kind", StringComparison.Ordinal) => texts.Code("evidence-kind", text),
        _ when field.EndsWith("].country", StringComparison.Ordinal) => Countries.Name(text),
        _ when names?.GetValueOrDefault(text) is { } known => known,
        _ when field.EndsWith(".function", StringComparison.Ordinal) => texts.Code("mandate-function", text),
        _ when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Reader.Date(day),
        _ when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) && (field.EndsWith("At", StringComparison.Ordinal) || field is "memberSince")
            => reader.DateAndTime(at),
        _ => text,
    };

    static bool IsOf(string aggregate, FieldChange change) => change.Fact.StartsWith(aggregate, StringComparison.Ordinal);

    string Item(string list, string key) => list is "competences" ? $"{CpvLabels.Of(key)} ({key})" : names?.GetValueOrDefault(key) ?? key;

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Key();

    [GeneratedRegex(@"^(?<list>\w+)\[(?<key>[^\]]*)\](?<rest>.*)$")]
    private static partial Regex Part();
}
