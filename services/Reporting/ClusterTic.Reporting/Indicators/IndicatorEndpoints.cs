using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Reports;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Reporting.Indicators;

/// <summary><c>/api/reporting/v1/indicators</c></summary>
static class IndicatorEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var indicators = api.MapGroup("/indicators").Requires(Policies.ReadReports).WithTags("Indicators");
        indicators.MapGet("/", () => TypedResults.Ok<IReadOnlyList<IndicatorDefinition>>(
            [.. IndicatorCatalogue.All.Where(figure => figure.Indicator is not null).Select(Definition)]));
        indicators.MapGet("/{code}", Show);
        indicators.MapGet("/{code}/lineage", ShowLineage);
    }

    static async Task<Results<Ok<Indicator>, NotFound>> Show(
        string code, [AsParameters] Filters filters, ReportReader reader, TimeProvider clock, CancellationToken cancel)
    {
        if (Find(code) is not { } figure) return TypedResults.NotFound();
        Check(figure, filters.Checked(clock));
        var (rows, waiting) = await reader.ReadAsync(figure, filters, cancel);
        return TypedResults.Ok(new Indicator(
            Definition(figure), filters.From, filters.To, filters.AsOf, clock.GetUtcNow(), rows.DataAt, waiting, rows.Watermark,
            [
                .. from value in rows.Values
                   select new IndicatorValue(FigureSubjects.RowId(figure, value.Group), value.Group, Cells.Count(value), Cells.Percent(value)),
            ]));
    }

    /// <param name="row">One group; without it all that the indicator counts.</param>
    static async Task<Results<Ok<Page<LineageEntry>>, NotFound>> ShowLineage(
        string code, string? row, [AsParameters] Filters filters, [AsParameters] Paging paging, ReportReader reader, Lineage lineage,
        TimeProvider clock, CancellationToken cancel)
    {
        if (Find(code) is not { } figure) return TypedResults.NotFound();
        Check(figure, filters.Checked(clock));
        var group = row is null || row == code ? null : IndicatorCatalogue.Find(row) is var (of, asked) && of == figure ? asked : "";
        if (group == "") return TypedResults.NotFound();
        var (rows, _) = await reader.ReadAsync(figure, filters, cancel);
        if (rows.Values.Any(value => value.Hidden)) throw new ProblemException(StatusCodes.Status403Forbidden, "lineage-withheld");
        return TypedResults.Ok(await lineage.ReadAsync(FigureSubjects.Of(figure, group), filters, paging, cancel));
    }

    static Figure? Find(string code) => IndicatorCatalogue.All.FirstOrDefault(figure => figure.Indicator is not null && figure.Id == code);

    /// <summary>A figure that cannot be told for one region or tier is refused rather than given for all.</summary>
    static void Check(Figure figure, Filters filters)
    {
        if (filters.Region is not null && !figure.ByRegion) throw ProblemException.Field("region", "filter-not-for-this");
        if (filters.Tier is not null && !figure.ByTier) throw ProblemException.Field("tier", "filter-not-for-this");
    }

    static IndicatorDefinition Definition(Figure figure)
    {
        var facts = figure.Indicator!;
        string[] filters = ["from", "to", "asOf", .. figure.ByRegion ? ["region"] : Array.Empty<string>(), .. figure.ByTier ? ["tier"] : Array.Empty<string>()];
        return new(
            figure.Id, figure.Section, Texts.Of($"figure.{figure.Id}"), Texts.Of($"formula.{figure.Id}"), figure.Unit,
            facts.Level, facts.Criterion, facts.Version, facts.Status, facts.Additive, filters);
    }
}
