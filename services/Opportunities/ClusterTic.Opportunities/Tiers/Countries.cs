using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ClusterTic.Opportunities.Tiers;

/// <summary>Finds the country that a notice means, however it names it. The names are in <c>countries.csv</c>.</summary>
static class Countries
{
    static readonly FrozenDictionary<string, string> byName = Load();

    /// <summary>The countries that number their regions by NUTS; elsewhere three capitals are anything (LAG is Lagos, not Laos).</summary>
    static readonly FrozenSet<string> nuts = (
        "AL AT BE BG CH CY CZ DE DK EE EL ES FI FR HR HU IE IS IT LI LT LU LV ME MK MT NL NO PL PT RO RS SE SI SK TR UK").Split(' ').ToFrozenSet();

    /// <summary>ISO 3166-1 alpha-2 for a name in French, English or its own language, or for a code of two or three letters.</summary>
    public static string? Find(string? name) => name is null ? null : byName.GetValueOrDefault(Folded(name));

    /// <summary>
    /// The country of a code that begins with one: ISO 3166-2 (<c>CI-AB</c>), NUTS (<c>UKM72</c>), identifier schemes
    /// (<c>GB-COH</c>, <c>NGA-BPPNO-861017035</c>); or of a region that is named as a country is (<c>England</c>).
    /// </summary>
    public static string? OfRegion(string? region)
    {
        if (region is null) return null;
        var hyphen = region.IndexOf('-', StringComparison.Ordinal);
        if (hyphen is 2 or 3 && region.AsSpan(0, hyphen).IndexOfAnyExceptInRange('A', 'Z') < 0) return Find(region[..hyphen]);
        var isNuts = region.Length is >= 3 and <= 5 && region.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)) && nuts.Contains(region[..2]);
        return Find(region) ?? (isNuts ? Find(region[..2]) : null);
    }

    // Accents, case, punctuation and doubled spaces do not tell countries apart.
    static string Folded(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
            if (char.IsLetter(c)) folded.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark && folded is [.., not ' ']) folded.Append(' ');
        return folded.ToString().Trim();
    }

    static FrozenDictionary<string, string> Load()
    {
        using var reader = new StreamReader(typeof(Countries).Assembly.GetManifestResourceStream("Tiers.countries.csv")!);
        var names = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
            if (line.Split(';') is [var code, ..] fields && code.Length == 2)
                foreach (var name in fields) names.TryAdd(Folded(name), code);
        names["uk"] = "GB";
        return names.ToFrozenDictionary();
    }
}
