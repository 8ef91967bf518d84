using ClusterTic.Reporting;

namespace ClusterTic.Portal.Reports;

/// <summary>Reads a report of a few figures: one figure a row, or one row with a figure in each column.</summary>
public static class Overview
{
    /// <param name="Row">Id of the row that it is traced by.</param>
    public sealed record One(LocalText Label, ReportColumn Column, ReportCell Cell, string Row);

    public static IReadOnlyList<One> Figures(Report report)
    {
        var columns = report.Columns.Select((column, i) => (column, i)).ToList();
        var numbers = columns.Where(one => one.column.IsNumber()).ToList();
        if (report.Rows is [var only])
            return [.. numbers.Select(one => new One(one.column.Title, one.column, only.Cells[one.i], only.Id))];
        if (numbers.Count == 0) return [];
        var (value, at) = numbers[0];
        var label = columns.Where(one => one.column.Kind == "text").Select(one => one.i).FirstOrDefault(-1);
        return
        [
            .. from row in report.Rows
               let text = label < 0 ? null : row.Cells[label]
               select new One(text?.Text ?? new LocalText(text?.Value ?? row.Id, text?.Value ?? row.Id), value, row.Cells[at], row.Id),
        ];
    }

    /// <summary>Those that can stand beside each other in one chart.</summary>
    public static IReadOnlyList<One> Counts(IReadOnlyList<One> figures) => [.. figures.Where(figure => figure.Column.Kind == "integer")];

    public static int Largest(IReadOnlyList<One> figures) =>
        figures.Select((figure, i) => (figure, i)).MaxBy(one => one.figure.Cell.Number() ?? decimal.MinValue).i;
}
