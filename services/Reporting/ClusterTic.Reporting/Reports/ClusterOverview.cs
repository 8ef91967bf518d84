using System.Globalization;
using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Reporting.Reports;

/// <summary>The cluster's figures by section: who belongs, what was done for them, which markets came up.</summary>
sealed class ClusterOverview : ReportDefinition
{
    public override string Name => "cluster-overview";

    public override IReadOnlyList<string> Filters => ["from", "to", "asOf", "region", "tier"];

    public override IReadOnlyList<ReportColumn> Columns =>
    [
        Column("section", "text"), Column("code", "text"), Column("figure", "text"),
        Column("value", "integer"), Column("share", "percent", "%"), Column("unit", "text"),
    ];

    public override async Task<IReadOnlyList<SortedRow>> ReadAsync(
        Snapshot snapshot, Filters filters, ClusterOptions cluster, CancellationToken cancel)
    {
        var values = await FigureReader.ReadAsync(snapshot, IndicatorCatalogue.All, filters, cluster, cancel);
        return [.. values.Select((each, index) => new SortedRow(index.ToString("D4", CultureInfo.InvariantCulture), Row(each.Figure, each.Value)))];
    }

    public override Subjects Behind(ReportRow row, Filters filters) =>
        IndicatorCatalogue.Find(row.Id) is var (figure, group) ? FigureSubjects.Of(figure, group) : throw new ArgumentException(row.Id, nameof(row));

    static ReportRow Row(Figure figure, FigureValue value)
    {
        var title = Texts.Of($"figure.{figure.Id}");
        var share = figure.Unit == "percent" || value.Share is not null ? Cells.Percent(value) : Cells.Empty;
        return new(FigureSubjects.RowId(figure, value.Group),
        [
            Cells.Code("section", figure.Section),
            Cells.Text(figure.Indicator is null ? null : figure.Id),
            Cells.Text(value.Group is { } group ? Texts.Join(title, Texts.Label("type", group)) : title),
            figure.Unit == "percent" ? Cells.Empty : Cells.Count(value),
            share,
            Cells.Code("unit", figure.Unit),
        ]);
    }
}
