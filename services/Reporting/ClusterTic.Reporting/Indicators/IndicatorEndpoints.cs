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

    /// <param name="by">What to tell it apart by; one of its definition's cuts.</param>
    static async Task<Results<Ok<Indicator>, NotFound>> Show(
        string code, string? by, [AsParameters] Filters filters, ReportReader reader, TimeProvider clock, CancellationToken cancel)
    {
        if (Find(code) is not { } figure) return TypedResults.NotFound();
        Check(figure, filters.Checked(clock));
        var cut = by is null ? null : figure.Cuts.FirstOrDefault(one => one.Name == by) ?? throw ProblemException.Field("by", "filter-not-for-this");
        var (rows, waiting) = await reader.ReadAsync(figure, cut, filters, cancel);
        return TypedResults.Ok(new Indicator(
            Definition(figure), filters.From, filters.To, filters.AsOf, clock.GetUtcNow(), rows.DataAt, waiting, rows.Watermark,
            [
                .. from value in rows.Values
                   let row = cut is null ? FigureSubjects.RowId(figure, value.Group) : FigureSubjects.RowId(figure, cut, value.Group!)
                   select new IndicatorValue(row, value.Group, Cells.Count(value), Cells.Percent(value)),
            ]));
    }

    /// <param name="row">One group; without it all that the indicator counts.</param>
    static async Task<Results<Ok<Page<LineageEntry>>, NotFound>> ShowLineage(
        string code, string? row, [AsParameters] Filters filters, [AsParameters] Paging paging, ReportReader reader, Lineage lineage,
        TimeProvider clock, CancellationToken cancel)
    {
        if (Find(code) is not { } figure) return TypedResults.NotFound();
        Check(figure, filters.Checked(clock));
        if (Behind(figure, row) is not { } subjects) return TypedResults.NotFound();
        var (rows, _) = await reader.ReadAsync(figure, null, filters, cancel);
        if (rows.Values.Any(value => value.Hidden)) throw new ProblemException(StatusCodes.Status403Forbidden, "lineage-withheld");
        return TypedResults.Ok(await lineage.ReadAsync(subjects, filters, paging, cancel));
    }

    static Subjects? Behind(Figure figure, string? row)
    {
        if (row is null || row == figure.Id) return FigureSubjects.Of(figure, null);
        if (FigureSubjects.FindCut(row) is var (told, cut, its) && told == figure) return FigureSubjects.Of(figure, cut, its);
        return IndicatorCatalogue.Find(row) is var (of, group) && of == figure ? FigureSubjects.Of(figure, group) : null;
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
            facts.Level, facts.Criterion, facts.Version, facts.Status, facts.Additive, filters,
            [.. figure.Cuts.Select(cut => cut.Name)]);
    }
}
