using System.Text.RegularExpressions;

namespace ClusterTic.Membership.Registration;

/// <summary>
/// Numbers that public registers give, in one way of writing so that they can be compared. A form that is not known is kept
/// as it was given and warned of, never refused: registers change, and not every paper is in order.
/// </summary>
static partial class Identifiers
{
    /// <summary>Upper case and single spaces; known forms with their usual separators. Null for nothing.</summary>
    public static string? Normal(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var text = Spaces().Replace(typed.Trim().ToUpperInvariant(), " ");
        if (Idu().Match(text) is { Success: true } idu) return $"CI-{idu.Groups["year"]}-{idu.Groups["number"]} {idu.Groups["key"]}";
        if (Ncc().Match(text) is { Success: true } ncc) return $"{ncc.Groups["number"]} {ncc.Groups["key"]}";
        var joined = text.Replace(" ", "", StringComparison.Ordinal);
        return RccmBefore().IsMatch(joined) || RccmSince().IsMatch(joined) ? joined : text;
    }

    /// <summary>By field, the form that was expected; only the home country's registers are known.</summary>
    public static IReadOnlyDictionary<string, string> Warnings(string country, string? idu, string? rccm, string? ncc)
    {
        var warnings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (country != "CI") return warnings;
        if (idu is not null && !Idu().IsMatch(idu)) warnings["idu"] = "CI-2019-1234567 A";
        if (rccm is not null && !RccmBefore().IsMatch(rccm) && !RccmSince().IsMatch(rccm)) warnings["rccm"] = "CI-ABJ-03-2021-B12-00345";
        if (ncc is not null && !Ncc().IsMatch(ncc)) warnings["ncc"] = "1234567 A";
        return warnings;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^CI-?(?<year>(19|20)\d{2})-?(?<number>\d{7})\s?(?<key>[A-Z])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Idu();

    [GeneratedRegex(@"^(?<number>\d{7})\s?(?<key>[A-Z])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ncc();

    [GeneratedRegex(@"^CI-[A-Z]{3}-(19|20)\d{2}-[A-E]-\d{1,6}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RccmBefore();

    [GeneratedRegex(@"^CI-[A-Z]{3}-\d{2}-(19|20)\d{2}-[A-E]\d{2}-\d{5}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RccmSince();
}
