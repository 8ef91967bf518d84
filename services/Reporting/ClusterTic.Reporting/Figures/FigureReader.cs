using ClusterTic.ServiceDefaults.Settings;
using Npgsql;

namespace ClusterTic.Reporting.Figures;

/// <summary>Reads any number of figures from one snapshot in one round trip, and the people beside them once.</summary>
static class FigureReader
{
    /// <returns>The figures that the filters leave, each with its values; an empty figure has one without data.</returns>
    public static async Task<IReadOnlyList<(Figure Figure, FigureValue Value)>> ReadAsync(
        Snapshot snapshot, IReadOnlyList<Figure> figures, Filters filters, ClusterOptions cluster, CancellationToken cancel)
    {
        var asked = figures.Where(figure => Applies(figure, filters)).ToList();
        var people = new People(
            asked.Exists(figure => !figure.CountsRows) ? await OrganisationActivityLine.ReadAsync(snapshot, filters, cancel) : [], filters.Region);
        var counts = await CountAsync(snapshot, [.. asked.Where(figure => figure.CountsRows)], filters, Founding(cluster), cancel);
        return [.. from figure in asked from value in figure.Read(counts.GetValueOrDefault(figure) ?? [], people) select (figure, value)];
    }

    public static bool Applies(Figure figure, Filters filters) =>
        (filters.Region is null || figure.ByRegion) && (filters.Tier is null || figure.ByTier);

    public static string[] Founding(ClusterOptions cluster) =>
        [.. cluster.Categories.Where(category => category.Founding).Select(category => category.Code)];

    static async Task<Dictionary<Figure, List<(string? Group, long Count)>>> CountAsync(
        Snapshot snapshot, IReadOnlyList<Figure> figures, Filters filters, string[] founding, CancellationToken cancel)
    {
        var counts = new Dictionary<Figure, List<(string?, long)>>();
        if (figures.Count == 0) return counts;
        await using var batch = new NpgsqlBatch(snapshot.Connection, snapshot.Transaction);
        foreach (var figure in figures)
        {
            var command = new NpgsqlBatchCommand(figure.CountSql);
            foreach (var parameter in Figure.Parameters(snapshot.Data, filters, founding)) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(cancel);
        foreach (var figure in figures)
        {
            var groups = counts[figure] = [];
            while (await rows.ReadAsync(cancel)) groups.Add((rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetInt64(1)));
            await rows.NextResultAsync(cancel);
        }

        return counts;
    }
}
