using System.Globalization;
using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Reporting.Reports;

/// <summary>The cluster's figures told apart, each by what it can be told apart by.</summary>
sealed class Breakdown : ReportDefinition
{
    public override string Name => "breakdown";

    public override IReadOnlyList<string> Filters => ["from", "to", "asOf", "region"];

    public override IReadOnlyList<ReportColumn> Columns =>
    [
        Column("code", "text"), Column("figure", "text"), Column("cut", "text"), Column("group", "text"),
        Column("value", "integer"), Column("share", "percent", "%"), Column("unit", "text"),
    ];

    public override async Task<IReadOnlyList<SortedRow>> ReadAsync(
        Snapshot snapshot, Filters filters, ClusterOptions cluster, CancellationToken cancel)
    {
        var values = await FigureReader.ReadCutsAsync(
            snapshot, [.. from figure in IndicatorCatalogue.All from cut in figure.Cuts select (figure, cut)], filters, cluster, cancel);
        return
        [
            .. values.Select((each, index) => new SortedRow(
                index.ToString("D5", CultureInfo.InvariantCulture), Row(each.Figure, each.Cut, each.Value, cluster))),
        ];
    }

    public override Subjects Behind(ReportRow row, Filters filters) =>
        FigureSubjects.FindCut(row.Id) is var (figure, cut, group) ? FigureSubjects.Of(figure, cut, group) : throw new ArgumentException(row.Id, nameof(row));

    static ReportRow Row(Figure figure, Cut cut, FigureValue value, ClusterOptions cluster) => new(FigureSubjects.RowId(figure, cut, value.Group!),
    [
        Cells.Text(figure.Indicator is null ? null : figure.Id),
        Cells.Text(Texts.Of($"figure.{figure.Id}")),
        Cells.Code("cut", cut.Name),
        cut.Name == "category" && cluster.Categories.FirstOrDefault(category => category.Code == value.Group) is { } category
            ? new(value.Group, new LocalText(category.Fr, category.En))
            : Texts.Find($"{cut.Name}.{value.Group}") is { } label ? new(value.Group, label) : Cells.Text(value.Group),
        figure.Unit == "percent" ? Cells.Empty : Cells.Count(value),
        figure.Unit == "percent" || value.Share is not null ? Cells.Percent(value) : Cells.Empty,
        Cells.Code("unit", figure.Unit),
    ]);
}
