using ClusterTic.Portal.Layout;
using ClusterTic.Reporting;

namespace ClusterTic.Portal.Reports;

/// <summary>The overview's rows as its page shows them: by section, each figure under its own name.</summary>
sealed class Overview(Report report, Reader reader, Texts texts)
{
    /// <summary>The members by kind of actor, the only rows that can stand beside each other in one chart.</summary>
    const string Composition = "STR-04/";

    /// <param name="Row">Id of the row that it is traced by.</param>
    /// <param name="Value">A count; null where the figure is only a share.</param>
    public sealed record One(string Row, string Label, string? Code, ReportCell? Value, ReportCell? Share, string? Unit)
    {
        public bool IsSuppressed => Value is { Suppressed: true } || Share is { Suppressed: true };

        public decimal? Number => Value?.Number();
    }

    /// <param name="Kinds">Largest first; empty but in the section that holds the composition.</param>
    public sealed record Section(string Title, IReadOnlyList<One> Figures, IReadOnlyList<One> Kinds);

    public IReadOnlyList<Section> Sections() =>
    [
        .. from row in report.Rows
           group row by Cell(row, "section")?.Value into section
           select new Section(
               Shown(section.First(), "section") ?? texts["reports.figures"],
               [.. section.Where(row => !IsKind(row)).Select(row => Of(row, Shown(row, "figure") ?? row.Id))],
               [.. section.Where(IsKind).Select(row => Of(row, texts.Code("organisation-type", row.Id[Composition.Length..])))
                   .OrderByDescending(kind => kind.Number).ThenBy(kind => kind.Label, StringComparer.CurrentCulture)]),
    ];

    public string? Show(ReportCell? cell, string column) =>
        cell is not null && ReportLayout.Find(report, column) is { } at ? cell.Show(report.Columns[at], reader, texts) : null;

    /// <summary>What a share is made of: 47 of 50.</summary>
    public string? Parts(ReportCell? share) => share is { Suppressed: false, Numerator: { } numerator, Denominator: { } denominator }
        ? texts["reports.of", Reader.Number(numerator), Reader.Number(denominator)] : null;

    /// <summary>What the chart says: which kind of actor leads, unless none does.</summary>
    public string CompositionTitle(IReadOnlyList<One> kinds) =>
        kinds is [{ Share: { Numerator: { } numerator, Denominator: { } denominator } share } first, var second, ..] && first.Number > second.Number
            ? texts["reports.composition-leads", first.Label, Show(share, "share") ?? "", Reader.Number(numerator), Reader.Number(denominator)]
            : texts["reports.composition", kinds.Count];

    static bool IsKind(ReportRow row) => row.Id.StartsWith(Composition, StringComparison.Ordinal);

    One Of(ReportRow row, string label)
    {
        var value = Given(Cell(row, "value"));
        return new(row.Id, label, Cell(row, "code")?.Value, value, Given(Cell(row, "share")), Unit(Cell(row, "unit"), value?.Number()));
    }

    // One of a thing is not several, and none is not either in French.
    string? Unit(ReportCell? unit, decimal? number) => unit is not { Value: { } code } ? null
        : (number == 1 || (number == 0 && Reader.Language == "fr")) && Texts.Find($"reports.one.{code}") is { } one ? one
        : Show(unit, "unit");

    ReportCell? Cell(ReportRow row, string column) => ReportLayout.Find(report, column) is { } at ? row.Cells[at] : null;

    string? Shown(ReportRow row, string column) => Show(Cell(row, column), column);

    static ReportCell? Given(ReportCell? cell) =>
        cell is { Suppressed: true } or { Value: not null } or { Denominator: not null } ? cell : null;
}
