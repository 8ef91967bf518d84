using System.ComponentModel;
using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace ClusterTic.Reporting.Reports;

/// <summary>A report's rows with the data that they are made of.</summary>
[ImmutableObject(true)] // so that the cache gives out the same rows instead of copies
sealed record ReportRows(IReadOnlyList<SortedRow> Rows, DateTimeOffset? DataAt, string Watermark);

/// <summary>An indicator's values with the data that they are made of.</summary>
[ImmutableObject(true)]
sealed record FigureRows(IReadOnlyList<FigureValue> Values, DateTimeOffset? DataAt, string Watermark);

/// <summary>
/// Reads reports and figures through the cache. The key carries the watermark, so an answer is never staler than the
/// projections were when it was asked for, and nothing is ever invalidated.
/// </summary>
sealed class ReportReader(Snapshots snapshots, HybridCache cache, IOptions<ClusterOptions> cluster)
{
    // Another build may count otherwise: what it left in Redis is not taken.
    static readonly string Build = typeof(ReportReader).Module.ModuleVersionId.ToString("N");

    public static IReadOnlyList<ReportDefinition> Reports { get; } = [new ClusterOverview(), new OrganisationActivity()];

    public async Task<(ReportRows Rows, long Waiting)> ReadAsync(ReportDefinition report, Filters filters, CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(filters.AsOf, cancel);
        var rows = await cache.GetOrCreateAsync(
            $"{Build}/report/{report.Name}/{data.Watermark}/{filters.CacheKey}",
            async stop => await snapshots.ReadAsync(filters.AsOf, async snapshot => new ReportRows(
                await report.ReadAsync(snapshot, filters, cluster.Value, stop), snapshot.Data.DataAt, snapshot.Data.Watermark), stop),
            cancellationToken: cancel);
        return (rows, data.Waiting);
    }

    public async Task<(FigureRows Rows, long Waiting)> ReadAsync(Figure figure, Filters filters, CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(filters.AsOf, cancel);
        var rows = await cache.GetOrCreateAsync(
            $"{Build}/figure/{figure.Id}/{data.Watermark}/{filters.CacheKey}",
            async stop => await snapshots.ReadAsync(filters.AsOf, async snapshot =>
            {
                var values = await FigureReader.ReadAsync(snapshot, [figure], filters, cluster.Value, stop);
                return new FigureRows([.. values.Select(each => each.Value)], snapshot.Data.DataAt, snapshot.Data.Watermark);
            }, stop),
            cancellationToken: cancel);
        return (rows, data.Waiting);
    }

    public async Task<PublicFigures> ReadPublicAsync(CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(null, cancel);
        return await cache.GetOrCreateAsync(
            $"{Build}/public/{data.Watermark}",
            async stop => await snapshots.ReadAsync(null, async snapshot =>
            {
                var values = await FigureReader.ReadAsync(
                    snapshot, [new ActiveMembers(), new EventsHeld(), new OpportunitiesOpen()], default, cluster.Value, stop);
                return new PublicFigures(
                    values[0].Value.Count ?? 0, values[1].Value.Count ?? 0, values[2].Value.Count ?? 0, snapshot.Data.DataAt);
            }, stop),
            cancellationToken: cancel);
    }
}
