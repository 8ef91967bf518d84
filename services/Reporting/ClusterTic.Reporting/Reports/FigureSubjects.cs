using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;

namespace ClusterTic.Reporting.Reports;

/// <summary>Names of a figure's rows, and what is behind them: <c>STR-04/company</c>, or by a cut <c>INN-03/class:small</c>.</summary>
static class FigureSubjects
{
    public static string RowId(Figure figure, string? group) => group is null ? figure.Id : $"{figure.Id}/{group}";

    public static string RowId(Figure figure, Cut cut, string group) => $"{figure.Id}/{cut.Name}:{group}";

    public static Subjects Of(Figure figure, string? group) => group is null
        ? new($"select s.id {figure.Counted}", null)
        : new($"select s.id {figure.Counted} and {figure.Group} = $9", group);

    public static Subjects Of(Figure figure, Cut cut, string group) => new($"select s.id {figure.Counted} and {cut.Holds}", group);

    public static (Figure Figure, Cut Cut, string Group)? FindCut(string row) =>
        row.Split('/', 2) is [var id, var rest] && rest.Split(':', 2) is [var name, var group]
        && IndicatorCatalogue.All.FirstOrDefault(figure => figure.Id == id) is { } found
        && found.Cuts.FirstOrDefault(cut => cut.Name == name) is { } by ? (found, by, group) : null;
}
