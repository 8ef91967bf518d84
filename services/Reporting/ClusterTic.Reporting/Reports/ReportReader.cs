using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
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
    /// <summary>
    /// What the figures depend on beside the data. Another build may count otherwise, categories are configuration, and
    /// several installations may share a Redis: what they left there is not taken.
    /// </summary>
    readonly string rules = string.Join(
        '/', typeof(ReportReader).Module.ModuleVersionId.ToString("N"), cluster.Value.Id,
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(cluster.Value.Categories)).AsSpan(0, 8)));

    static readonly HybridCacheEntryOptions InThisProcess = new() { Flags = HybridCacheEntryFlags.DisableDistributedCache };

    public static IReadOnlyList<ReportDefinition> Reports { get; } = [new ClusterOverview(), new Breakdown(), new OrganisationActivity()];

    public async Task<(ReportRows Rows, long Waiting)> ReadAsync(ReportDefinition report, Filters filters, CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(filters.AsOf, cancel);
        var rows = await cache.GetOrCreateAsync(
            Key("report", report.Name, data, filters),
            async stop => await snapshots.ReadAsync(filters.AsOf, async snapshot => new ReportRows(
                await report.ReadAsync(snapshot, filters, cluster.Value, stop), snapshot.Data.DataAt, snapshot.Data.Watermark), stop),
            report.IsShared ? null : InThisProcess,
            cancellationToken: cancel);
        return (rows, data.Waiting);
    }

    /// <param name="cut">What the figure is told apart by; null for the whole.</param>
    public async Task<(FigureRows Rows, long Waiting)> ReadAsync(Figure figure, Cut? cut, Filters filters, CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(filters.AsOf, cancel);
        var rows = await cache.GetOrCreateAsync(
            Key("figure", $"{figure.Id}:{cut?.Name}", data, filters),
            async stop => await snapshots.ReadAsync(filters.AsOf, async snapshot => new FigureRows(
                cut is null
                    ? [.. (await FigureReader.ReadAsync(snapshot, [figure], filters, cluster.Value, stop)).Select(each => each.Value)]
                    : [.. (await FigureReader.ReadCutsAsync(snapshot, [(figure, cut)], filters, cluster.Value, stop)).Select(each => each.Value)],
                snapshot.Data.DataAt, snapshot.Data.Watermark), stop),
            cancellationToken: cancel);
        return (rows, data.Waiting);
    }

    public async Task<PublicFigures> ReadPublicAsync(CancellationToken cancel)
    {
        var data = await snapshots.FindAsync(null, cancel);
        return await cache.GetOrCreateAsync(
            Key("public", "", data, default),
            async stop => await snapshots.ReadAsync(null, async snapshot =>
            {
                var values = await FigureReader.ReadAsync(
                    snapshot, [new ActiveMembers(), new EventsHeld(), new OpportunitiesOpen()], default, cluster.Value, stop);
                return new PublicFigures(
                    values[0].Value.Count ?? 0, values[1].Value.Count ?? 0, values[2].Value.Count ?? 0, snapshot.Data.DataAt);
            }, stop),
            cancellationToken: cancel);
    }

    /// <remarks>
    /// A database that was set up anew has other times of receipt at the same positions; and what was confirmed a year
    /// ago no longer is tomorrow, though nothing is received.
    /// </remarks>
    string Key(string kind, string name, Data data, Filters filters) =>
        FormattableString.Invariant($"{rules}/{kind}/{name}/{data.Watermark}/{data.DataAt?.UtcTicks}/{data.Today:O}/{filters.CacheKey}");
}
