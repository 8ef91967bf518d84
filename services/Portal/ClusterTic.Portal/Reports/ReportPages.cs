using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Reports;

/// <summary>The ready reports: the list, each report as a page and as a file, and what lies behind a figure.</summary>
static class ReportPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var reports = pages.MapGroup("/reports").Requires(Policies.ReadReports);
        reports.MapGet("/", Index);
        reports.MapGet("/{name:regex(^[a-z0-9-]+$)}", One);
        reports.MapGet("/{name:regex(^[a-z0-9-]+$)}.csv", Csv);
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

    /// <summary>Passes the service's CSV on; asked for here and not at the API, so that its titles are in the page's language.</summary>
    static async Task Csv(string name, [AsParameters] ReportFilter filter, ReportingService reporting, HttpContext http, CancellationToken cancel)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await reporting.Csv(name, filter, cancel);
        }
        catch (Exception away) when (RemoteService.IsAway(away, cancel))
        {
            await Show.Instead(new Part<string>("reporting", PartState.Away)).ExecuteAsync(http);
            return;
        }

        using (answer)
        {
            http.Response.StatusCode = (int)answer.StatusCode;
            if (!answer.IsSuccessStatusCode) return; // the status becomes an error page
            http.Response.ContentType = "text/csv; charset=utf-8";
            http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
            await answer.Content.CopyToAsync(http.Response.Body, cancel);
        }
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
