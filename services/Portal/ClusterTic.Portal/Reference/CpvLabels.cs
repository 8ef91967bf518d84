using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>Our own wording of the CPV codes that concern an ICT cluster, by Membership's table; the whole vocabulary is asked for there.</summary>
static class CpvLabels
{
    static readonly Dictionary<string, LocalText> Labels =
        EmbeddedTable.Read("cpv.csv").ToDictionary(row => row[0], row => new LocalText(row[1], row[2]), StringComparer.Ordinal);

    /// <summary>Divisions whose codes are offered for choosing; the others only get their name.</summary>
    static readonly string[] OfTheField = ["30", "32", "48", "50", "51", "64", "72", "73", "79", "80"];

    static readonly Dictionary<string, IReadOnlyList<Option>> OptionsByLanguage =
        Languages.All.ToDictionary(language => language, OptionsIn, StringComparer.Ordinal);

    /// <summary>The codes to choose from, under their division.</summary>
    public static IReadOnlyList<Option> Options => OptionsByLanguage[Reader.Language];

    /// <summary>The divisions, by their names.</summary>
    public static IReadOnlyList<Option> Divisions =>
        [.. Labels.Where(label => label.Key.EndsWith("000000", StringComparison.Ordinal)).Select(label => new Option(label.Key, label.Value.In(Reader.Language)))
            .OrderBy(option => option.Text, StringComparer.CurrentCulture)];

    /// <summary>The code's label, else that of its nearest known ancestor, else the code.</summary>
    public static string Of(string code)
    {
        if (!Cpv.TryParse(code, out var cpv)) return code;
        for (Cpv? one = cpv; one is { } known; one = known.Parent)
            if (Labels.TryGetValue(known.Code, out var label)) return label.In(Reader.Language);
        return code;
    }

    static IReadOnlyList<Option> OptionsIn(string language) =>
    [
        .. from label in Labels
           where OfTheField.Contains(label.Key[..2])
           let division = Labels.GetValueOrDefault(label.Key[..2] + "000000")
           select new Option(label.Key, label.Value.In(language), division is null ? null : $"{label.Key[..2]} – {division.In(language)}"),
    ];
}
