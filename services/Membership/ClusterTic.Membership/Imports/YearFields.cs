using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using ClusterTic.Membership.Reference;

namespace ClusterTic.Membership.Imports;

/// <summary>Figures of one year: a column for each figure and year, such as <c>staff-2024</c> under « Effectif 2024 ».</summary>
static partial class YearFields
{
    static readonly (string Figure, string[] Headers)[] Columns = [.. ReferenceTable.Read("import-year-columns.csv").Select(row => (row[0], row[1].Split('|')))];

    static readonly FrozenDictionary<string, string> ByHeader = Columns
        .SelectMany(column => column.Headers.Append(column.Figure), (column, header) => (Key: Words.Key(header), column.Figure))
        .DistinctBy(pair => pair.Key).ToFrozenDictionary(pair => pair.Key, pair => pair.Figure, StringComparer.Ordinal);

    /// <summary>staff, women, youth, turnover.</summary>
    public static readonly string[] Figures = [.. Columns.Select(column => column.Figure)];

    public static string Of(string figure, int year) => string.Create(CultureInfo.InvariantCulture, $"{figure}-{year}");

    public static bool TryParse(string field, out string figure, out int year)
    {
        (figure, year) = ("", 0);
        if (Field().Match(field) is not { Success: true } match || !Figures.Contains(match.Groups["figure"].Value)) return false;
        (figure, year) = (match.Groups["figure"].Value, int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>The field of a title that names a figure and one year; null for any other. A title without a year could be any one's.</summary>
    public static string? Guess(string key) =>
        Year().Matches(key) is [{ } year] && ByHeader.TryGetValue(key.Remove(year.Index, year.Length), out var figure) ? $"{figure}-{year.Value}" : null;

    /// <summary>Whether the next table with this title would mean the same year.</summary>
    public static bool Holds(string key, string field) => !TryParse(field, out _, out var year) || key.Contains(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    [GeneratedRegex(@"^(?<figure>[a-z]+)-(?<year>\d{4})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"(19|20)\d{2}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();
}
