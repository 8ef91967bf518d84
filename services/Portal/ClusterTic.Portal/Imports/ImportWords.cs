using System.Globalization;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Imports;

/// <summary>What a column of a table can fill, in words.</summary>
static class ImportWords
{
    public static readonly string[] Fields =
    [
        "name", "trade-name", "type", "country", "region", "town", "website", "description-fr", "description-en", "contact-name", "contact-email",
        "contact-phone", "contact-language", "competences", "idu", "rccm", "ncc", "cnps", "founded-in", "held-by-large-firm", "sector", "languages",
        "turnover-band", "export-share", "startup-label", "startup-label-until", "public-email", "public-phone", "hidden", "category", "member-since",
    ];

    /// <summary>Of which there is one column for each year.</summary>
    public static readonly string[] Figures = ["staff", "women", "youth", "turnover"];

    const int YearsOffered = 5;

    /// <summary>Figures of the last years, and of those that the table has besides.</summary>
    public static IEnumerable<string> OfYears(IEnumerable<string?> columns, int thisYear) => columns
        .Where(field => field is not null && Year(field) is not null).Select(field => Year(field!)!)
        .Concat(Enumerable.Range(0, YearsOffered).Select(back => (thisYear - back).ToString(CultureInfo.InvariantCulture)))
        .Distinct().OrderDescending(StringComparer.Ordinal).SelectMany(year => Figures.Select(figure => $"{figure}-{year}"));

    public static string Of(Texts texts, string field) => Year(field) is { } year
        ? texts["imports.of-year", texts.Code("import-field", field[..^5]), year]
        : texts.Code("import-field", field);

    static string? Year(string field) => field.Length > 5 && field[^5] == '-' && field[^4..].All(char.IsAsciiDigit) ? field[^4..] : null;
}
