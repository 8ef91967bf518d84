using ClusterTic.Reporting;

namespace ClusterTic.Portal.Reports;

/// <summary>
/// How a report's columns are laid out for reading: what names a row comes first, and what only adds to another column
/// stands under it, so that a table fits its page.
/// </summary>
static class ReportLayout
{
    static readonly string[] Naming = ["figure", "organisation"];

    static readonly Dictionary<string, string> Under = new(StringComparer.Ordinal)
    {
        ["code"] = "figure", ["type"] = "organisation", ["category"] = "status", ["country"] = "region", ["cut"] = "group",
    };

    /// <param name="At">Index of the column.</param>
    /// <param name="Detail">Index of the column that stands under it.</param>
    public sealed record Shown(int At, int? Detail);

    /// <summary>Index of the column that names a row.</summary>
    public static int NameOf(Report report) => Naming.Select(name => Find(report, name)).FirstOrDefault(at => at is not null) ?? 0;

    /// <summary>Index of a column by its name.</summary>
    public static int? Find(Report report, string name)
    {
        for (var i = 0; i < report.Columns.Count; i++)
            if (report.Columns[i].Name == name) return i;
        return null;
    }

    public static IReadOnlyList<Shown> Of(Report report)
    {
        var naming = NameOf(report);
        return
        [
            .. Enumerable.Range(0, report.Columns.Count)
                .Where(at => !(Under.TryGetValue(report.Columns[at].Name, out var main) && Find(report, main) is not null))
                .OrderBy(at => at != naming)
                .Select(at => new Shown(at, Under.Where(pair => pair.Value == report.Columns[at].Name)
                    .Select(pair => Find(report, pair.Key)).FirstOrDefault(detail => detail is not null))),
        ];
    }
}
