using System.Globalization;
using System.Text.Json.Nodes;

namespace ClusterTic.Opportunities.Ocds;

/// <summary>What a field means, whatever kind of value a publisher wrote it as.</summary>
static class OcdsJson
{
    /// <summary>The object under a name; where an array stands instead, its first object.</summary>
    public static JsonObject? Object(this JsonObject? record, string name) => record?[name] switch
    {
        JsonObject one => one,
        JsonArray many => many.OfType<JsonObject>().FirstOrDefault(),
        _ => null,
    };

    /// <summary>The objects under a name; one object counts as an array of it, anything else is left out.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonObject? record, string name) => record?[name] switch
    {
        JsonArray many => many.OfType<JsonObject>(),
        JsonObject one => [one],
        _ => [],
    };

    /// <summary>Text or number under a name, trimmed; null where nothing is left.</summary>
    public static string? Text(this JsonObject? record, string name) => Text(record?[name]);

    /// <summary>The texts under a name; one text counts as an array of it, with commas or semicolons between.</summary>
    public static IEnumerable<string> Texts(this JsonObject? record, string name) => record?[name] switch
    {
        JsonArray many => many.Select(Text).OfType<string>(),
        var one => Text(one)?.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    public static string? Text(JsonNode? node)
    {
        if (node is not JsonValue value) return null;
        if (value.TryGetValue(out string? text)) return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        return value.TryGetValue(out decimal number) ? number.ToString(CultureInfo.InvariantCulture) : null;
    }

    public static decimal? Number(this JsonObject? record, string name)
    {
        if (record?[name] is not JsonValue value) return null;
        if (value.TryGetValue(out decimal number)) return number;
        return value.TryGetValue(out string? text) ? Amount(text) : null;
    }

    public static DateTimeOffset? Date(this JsonObject? record, string name) =>
        record.Text(name) is { } text && OcdsDate.TryRead(text, out var date) ? date : null;

    // "203 179,71", "1.000.000", "1,000,000.50", "12'500": of two separators the later one is the decimal point; of one
    // alone, three digits behind it mean thousands.
    static decimal? Amount(string text)
    {
        if (text.Contains('e', StringComparison.OrdinalIgnoreCase) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scientific))
            return Math.Abs(scientific) < 1e28 ? (decimal)scientific : null;
        var digits = string.Concat(text.Where(c => char.IsAsciiDigit(c) || c is '.' or ',' or '-'));
        if (digits.Length is 0 or > 28) return null;
        var at = digits.LastIndexOfAny(['.', ',']);
        if (at >= 0)
        {
            var isThousands = digits.Length - at == 4 && (digits.Count(c => c == digits[at]) > 1 || digits[at] is ',');
            var whole = digits[..at].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            digits = isThousands ? whole + digits[(at + 1)..] : $"{whole}.{digits[(at + 1)..]}";
        }
        return decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
