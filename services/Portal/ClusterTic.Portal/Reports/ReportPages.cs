using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Reports;

/// <summary>The ready reports: the list, each report, and what lies behind a figure.</summary>
static class ReportPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var reports = pages.MapGroup("/reports").Requires(Policies.ReadReports);
        reports.MapGet("/", Index);
        reports.MapGet("/{name:regex(^[a-z0-9-]+$)}", One);
        reports.MapGet("/{name:regex(^[a-z0-9-]+$)}/lineage", Lineage);
    }

    static async Task<IResult> Index(ReportingService reporting, CancellationToken cancel) =>
        Show.Page<ReportsPage>(new { Found = await reporting.Reports(cancel) });

    static async Task<IResult> One(
        string name, [AsParameters] ReportFilter filter, string? sort, ReportingService reporting, CancellationToken cancel)
    {
        var report = await reporting.Report(name, filter, cancel);
        if (!report.IsHere && report.State is not PartState.Refused) return Show.Instead(report);
        var refused = report.State is PartState.Refused;
        return name == "cluster-overview"
            ? Show.Page<OverviewPage>(new { Name = name, Found = report, Filter = filter, Sort = sort }, refused ? Show.StatusOf(report) : 200)
            : Show.Page<ReportPage>(new { Name = name, Found = report, Filter = filter, Sort = sort }, refused ? Show.StatusOf(report) : 200);
    }

    static async Task<IResult> Lineage(
        string name, string? row, [AsParameters] ReportFilter filter, ReportingService reporting, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(row)) return Results.LocalRedirect(Reader.Url($"/reports/{name}"));
        var (report, lineage) = (reporting.Report(name, filter with { After = null }, cancel), reporting.Lineage(name, row, filter, cancel));
        await Task.WhenAll(report, lineage);
        return Show.Page<LineagePage>(new { Name = name, Row = row, Filter = filter, Report = await report, Found = await lineage });
    }
}
