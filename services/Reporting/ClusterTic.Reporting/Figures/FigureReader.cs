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
        var asked = figures.Where(figure => Applies(figure, filters)).Select(figure => (Figure: figure, Cut: (Cut?)null)).ToList();
        var people = new People(
            asked.Exists(each => !each.Figure.CountsRows) ? await OrganisationActivityLine.ReadAsync(snapshot, filters, cancel) : [], filters.Region);
        var counts = await CountAsync(snapshot, [.. asked.Where(each => each.Figure.CountsRows)], filters, Founding(cluster), cancel);
        return [.. from each in asked from value in each.Figure.Read(counts.GetValueOrDefault(each) ?? [], people) select (each.Figure, value)];
    }

    /// <returns>The figures told apart by their cuts; none of a group of which there is nothing to count.</returns>
    public static async Task<IReadOnlyList<(Figure Figure, Cut Cut, FigureValue Value)>> ReadCutsAsync(
        Snapshot snapshot, IReadOnlyList<(Figure Figure, Cut Cut)> cuts, Filters filters, ClusterOptions cluster, CancellationToken cancel)
    {
        var asked = cuts.Where(each => Applies(each.Figure, filters)).ToList();
        var counts = await CountAsync(snapshot, [.. asked.Select(each => (each.Figure, (Cut?)each.Cut))], filters, Founding(cluster), cancel);
        return
        [
            .. from each in asked
               from value in each.Figure.Read(counts[(each.Figure, each.Cut)], new People([], null))
               where value.Group is not null
               select (each.Figure, each.Cut, value),
        ];
    }

    public static bool Applies(Figure figure, Filters filters) =>
        (filters.Region is null || figure.ByRegion) && (filters.Tier is null || figure.ByTier);

    public static string[] Founding(ClusterOptions cluster) =>
        [.. cluster.Categories.Where(category => category.Founding).Select(category => category.Code)];

    static async Task<Dictionary<(Figure, Cut?), List<Counts>>> CountAsync(
        Snapshot snapshot, IReadOnlyList<(Figure Figure, Cut? Cut)> figures, Filters filters, string[] founding, CancellationToken cancel)
    {
        var counts = new Dictionary<(Figure, Cut?), List<Counts>>();
        if (figures.Count == 0) return counts;
        await using var batch = new NpgsqlBatch(snapshot.Connection, snapshot.Transaction);
        foreach (var (figure, cut) in figures)
        {
            var command = new NpgsqlBatchCommand(figure.CountSql(cut));
            foreach (var parameter in Figure.Parameters(snapshot.Data, filters, founding)) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(cancel);
        foreach (var figure in figures)
        {
            var groups = counts[figure] = [];
            while (await rows.ReadAsync(cancel)) groups.Add(new(rows.IsDBNull(0) ? null : rows.GetString(0), rows.GetInt64(1), rows.GetInt64(2)));
            await rows.NextResultAsync(cancel);
        }

        return counts;
    }
}
