using System.Globalization;
using ClusterTic.Reporting.Figures;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Reporting.Reports;

/// <summary><c>/api/reporting/v1/reports</c></summary>
static class ReportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").Requires(Policies.ReadReports).WithTags("Reports");
        reports.MapGet("/", () => TypedResults.Ok<IReadOnlyList<ReportSummary>>([.. ReportReader.Reports.Select(report => report.Summary)]));
        reports.MapGet("/{name}", Show).Produces<Report>(200, "application/json", "text/csv").ProducesProblem(404);
        reports.MapGet("/{name}/lineage", ShowLineage);
    }

    /// <summary>A page of the report as JSON, or all of it as CSV where <c>Accept</c> or <c>format=csv</c> says so.</summary>
    static async Task<IResult> Show(
        string name, string? format, [AsParameters] Filters filters, [AsParameters] Paging paging, ReportReader reader, TimeProvider clock,
        HttpContext http, CancellationToken cancel)
    {
        if (Find(name) is not { } report) return TypedResults.NotFound();
        var asCsv = http.Request.WantsCsv(format);
        var take = paging.Take;
        var after = paging.Keys(2);
        var (rows, waiting) = await reader.ReadAsync(report, filters.Checked(clock), cancel);
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (paging.Count is true) http.Response.TotalCount(rows.Rows.Count);

        if (asCsv)
        {
            var culture = CultureInfo.CurrentUICulture;
            return TypedResults.Stream(
                output => ReportCsv.WriteAsync(output, report, rows, waiting, culture, cancel),
                "text/csv; charset=utf-8", ReportCsv.FileName(report.Name, rows.DataAt));
        }

        var start = after is [var key, var id] ? Position(rows.Rows, key, id) : 0;
        var page = rows.Rows.Skip(start).Take(take).ToList();
        var next = start + page.Count < rows.Rows.Count ? Cursor.Of(page[^1].SortKey, page[^1].Row.Id) : null;
        return TypedResults.Ok(new Report(
            report.Name, report.Summary.Title, clock.GetUtcNow(), rows.DataAt, waiting, rows.Watermark, report.Columns,
            [.. page.Select(each => each.Row)], next));
    }

    static async Task<Results<Ok<Page<LineageEntry>>, NotFound>> ShowLineage(
        string name, string row, [AsParameters] Filters filters, [AsParameters] Paging paging, ReportReader reader, Lineage lineage,
        TimeProvider clock, HttpResponse response, CancellationToken cancel)
    {
        if (Find(name) is not { } report) return TypedResults.NotFound();
        var (rows, _) = await reader.ReadAsync(report, filters.Checked(clock), cancel);
        if (rows.Rows.FirstOrDefault(each => each.Row.Id == row) is not { } found) return TypedResults.NotFound();
        if (report is ClusterOverview && found.Row.Cells.Any(cell => cell.Suppressed))
            throw new ProblemException(StatusCodes.Status403Forbidden, "lineage-withheld");
        var subjects = report.Behind(found.Row, filters);
        if (subjects.Withheld is { } withheld) response.Headers[Lineage.WithheldHeader] = withheld;
        return TypedResults.Ok(await lineage.ReadAsync(subjects, filters, paging, cancel));
    }

    static ReportDefinition? Find(string name) => ReportReader.Reports.FirstOrDefault(report => report.Name == name);

    /// <summary>Where a page goes on: after the row of the cursor, or where it would be now.</summary>
    static int Position(IReadOnlyList<SortedRow> rows, string key, string id)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var byKey = string.CompareOrdinal(rows[middle].SortKey, key);
            if (byKey < 0 || (byKey == 0 && string.CompareOrdinal(rows[middle].Row.Id, id) <= 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
