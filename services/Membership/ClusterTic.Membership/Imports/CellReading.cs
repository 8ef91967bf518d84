using System.Globalization;
using System.Text.RegularExpressions;
using ClusterTic.Membership.Competences;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Imports;

/// <summary>What people write in a cell, as the API would have it sent; what cannot be read is a fault of the field.</summary>
static partial class CellReading
{
    static readonly string[] DayForms = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy"];

    // People write www.example.ci and mean an address.
    public static string? Website(string? typed) => typed is null || typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;

    /// <summary>Codes with their level after a colon, separated by spaces, commas or semicolons; level 2 where none is given.</summary>
    public static List<CompetenceRequest> Competences(string? typed, Faults faults)
    {
        var read = new List<CompetenceRequest>();
        foreach (var one in (typed ?? "").Split([' ', ',', ';', '\n', '|'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = one.Split(':');
            var level = parts.Length == 1 ? 2 : parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
            if (!faults.Check(Cpv.TryParse(parts[0], out var cpv), "competences", Rules.UnknownCompetence)) continue;
            if (faults.Check(level is >= 1 and <= 5, "competences", "number-range", ("0", 1), ("1", 5))
                && faults.Check(!read.Exists(known => known.Code == cpv.Code), "competences", Rules.CompetenceTwice))
                read.Add(new(cpv.Code, level));
        }

        return read;
    }

    /// <summary>Codes or names, separated by commas, semicolons, strokes or spaces, also « français et anglais ».</summary>
    public static IReadOnlyList<string> Languages(string? typed) =>
        [.. (typed ?? "").Split([',', ';', '/', '|', '&', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            // Alone « et » is Estonian.
            .SelectMany(words => words.Length == 1 ? words : words.Where(word => word.ToUpperInvariant() is not ("ET" or "AND")))
            .Select(word => ImportFields.CodeOf("language", word))];

    /// <summary>
    /// Codes or names of what the directory must not show, separated by commas, semicolons or strokes. A cell that names nothing
    /// says nothing: a stray comma must not make public what was hidden.
    /// </summary>
    public static IReadOnlyList<string>? Hidden(string? typed) =>
        (typed ?? "").Split([',', ';', '/', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } words
            ? [.. words.Select(word => ImportFields.CodeOf("hidden", word))]
            : null;

    /// <summary>The year of a date, or a year.</summary>
    public static int? Year(string? typed) => typed is null ? null
        : int.TryParse(typed.Length >= 4 && typed[^4..].All(char.IsAsciiDigit) ? typed[^4..] : typed[..Math.Min(4, typed.Length)], NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;

    public static DateOnly? Day(string? typed, string field, Faults faults, bool orYear = false)
    {
        if (typed is null) return null;
        var day = default(DateOnly);
        return faults.Check(
            DateOnly.TryParseExact(typed.Split('T')[0], orYear ? [.. DayForms, "yyyy"] : DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out day), field, "date-unreadable")
            ? day : null;
    }

    /// <summary>A whole number, also with thousands apart and with its unit behind it.</summary>
    public static long? Number(string? typed, string field, Faults faults)
    {
        if (typed is null) return null;
        var bare = Unit().Replace(Spaces().Replace(typed, ""), "");
        if (Grouped().IsMatch(bare)) bare = bare.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        var read = 0L;
        return faults.Check(long.TryParse(bare, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out read), field, "number-unreadable") ? read : null;
    }

    /// <summary>The same where far less is asked for: what does not fit stays out of every range.</summary>
    public static int? SmallNumber(string? typed, string field, Faults faults) =>
        Number(typed, field, faults) is { } read ? (int)Math.Clamp(read, int.MinValue, int.MaxValue) : null;

    public static bool? YesOrNo(string? typed, string field, Faults faults)
    {
        if (typed is null) return null;
        var code = ImportFields.CodeOf("yes-no", typed);
        return faults.Check(code is "yes" or "no", field, "yes-or-no") ? code is "yes" : null;
    }

    [GeneratedRegex(@"\s", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("(%|XOF|F?CFA)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unit();

    [GeneratedRegex(@"^\d{1,3}((\.\d{3})+|(,\d{3})+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouped();
}
