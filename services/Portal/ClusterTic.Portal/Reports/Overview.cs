using ClusterTic.Reporting;

namespace ClusterTic.Portal.Reports;

/// <summary>
/// Reads a report of single figures: a row each, its label in the last text column before the numbers, under the section
/// that a column of that name gives. A row whose id ends in <c>/group</c> is one group of a figure.
/// </summary>
public static class Overview
{
    /// <param name="Row">Id of the row that it is traced by.</param>
    /// <param name="Group">Code of the group; null for a figure of its own.</param>
    /// <param name="Share">The percentage beside a count, where there is one.</param>
    public sealed record One(
        LocalText? Section, LocalText Label, string Row, string? Group, LocalText? Unit, ReportColumn Column, ReportCell Cell, ReportCell? Share);

    public static IReadOnlyList<One> Figures(Report report)
    {
        var columns = report.Columns.ToList();
        var numbers = columns.FindAll(ReportCells.IsNumber).ConvertAll(columns.IndexOf);
        if (numbers.Count == 0) return [];
        var (section, unit) = (columns.FindIndex(column => column.Name == "section"), columns.FindIndex(column => column.Name == "unit"));
        var label = columns.FindLastIndex(numbers[0], column => column.Kind == "text");
        return [.. report.Rows.Select(row =>
        {
            // A figure that is only a share has no count; one that is withheld is withheld in every column.
            var at = numbers.Find(i => row.Cells[i].Value is not null || row.Cells[i].Suppressed) is var found and > 0 ? found : numbers[0];
            var share = numbers.Find(i => columns[i].Kind == "percent" && i != at);
            return new One(
                Text(row, section), Text(row, label) ?? row.Id, row.Id, row.Id.Split('/') is [_, var group] ? group : null,
                columns[at].Kind == "integer" ? Text(row, unit) : null, columns[at], row.Cells[at], share > 0 ? row.Cells[share] : null);
        })];
    }

    /// <summary>The groups of one figure, to be drawn beside each other; the largest first.</summary>
    public static IReadOnlyList<IReadOnlyList<One>> Compositions(IEnumerable<One> figures) =>
    [
        .. from figure in figures
           where figure.Group is not null && figure.Cell.Number() is not null
           group figure by figure.Row.Split('/')[0] into groups
           where groups.Count() > 1
           select (IReadOnlyList<One>)[.. groups.OrderByDescending(one => one.Cell.Number())],
    ];

    static LocalText? Text(ReportRow row, int column) =>
        column < 0 ? null : row.Cells[column] is { Text: { } text } ? text : row.Cells[column].Value is { } value ? new(value, value) : null;
}
