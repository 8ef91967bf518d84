using Npgsql;

namespace ClusterTic.Reporting.Figures;

/// <summary>
/// One figure of the cluster. Which aggregates it counts is said once, in <see cref="Counted"/>, and so the figure and
/// its lineage cannot differ.
/// </summary>
abstract class Figure
{
    /// <summary>Stable; an indicator's code where it is one. Groups add <c>/{group}</c>.</summary>
    public abstract string Id { get; }

    /// <summary>structure, services, market.</summary>
    public abstract string Section { get; }

    /// <summary>A key of the texts: organisations, events, people, attendances, matches, opportunities, percent.</summary>
    public abstract string Unit { get; }

    /// <summary>What an indicator states beside its formula; null for a figure that is none of the catalogue.</summary>
    public virtual IndicatorFacts? Indicator => null;

    /// <summary>Whether it can be told for one region; if not it is left out where one is asked for.</summary>
    public virtual bool ByRegion => false;

    public virtual bool ByTier => false;

    /// <summary>
    /// SQL from <c>from</c> on, over the aggregate <c>s</c>. Parameters: $1 generation, $2 first and $3 last local day,
    /// $4 first instant after the period, $5 region or null, $6 tier or null, $7 codes of founding categories.
    /// </summary>
    public abstract string Counted { get; }

    /// <summary>SQL for the group's code; null where the figure has no groups.</summary>
    public virtual string? Group => null;

    /// <summary>What the counts are summed up from, where that is not the rows themselves.</summary>
    public virtual IEnumerable<FigureValue> Read(IReadOnlyList<(string? Group, long Count)> counts, People people) =>
        counts.Select(each => new FigureValue(each.Group, each.Count));

    /// <summary>False where <see cref="Read"/> takes people from the daily figures and needs no count of rows.</summary>
    public virtual bool CountsRows => true;

    public string CountSql => $"select {Group ?? "null::text"}, count(*) {Counted} {(Group is null ? "" : "group by 1 order by 1")}";

    public static NpgsqlParameter[] Parameters(Data data, Filters filters, string[] founding) =>
    [
        new NpgsqlParameter<int> { TypedValue = data.Generation },
        new NpgsqlParameter<DateOnly> { TypedValue = filters.FirstDay },
        new NpgsqlParameter<DateOnly> { TypedValue = filters.LastDay },
        new() { Value = DateTime.SpecifyKind(filters.Until(data.Days), DateTimeKind.Utc), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
        new() { Value = (object?)filters.Region ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        new() { Value = (object?)filters.Tier ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        new NpgsqlParameter<string[]> { TypedValue = founding },
    ];
}

/// <param name="Level">output, outcome, impact.</param>
/// <param name="Criterion">relevance, coherence, effectiveness, efficiency, impact, sustainability.</param>
/// <param name="Additive">Whether values of several periods may be added up.</param>
sealed record IndicatorFacts(string Level, string Criterion, bool Additive, int Version = 1, string Status = "provisional");

/// <param name="Count">Null for what is only a share.</param>
/// <param name="Hidden">A group of people that is withheld; its numbers are not given then.</param>
readonly record struct FigureValue(string? Group, long? Count, Share? Share = null, bool Hidden = false);

sealed record Share(long Numerator, long Denominator)
{
    /// <summary>In percent, one decimal; null where there is nothing to take a share of.</summary>
    public decimal? Percent => Denominator == 0 ? null : Math.Round(100m * Numerator / Denominator, 1, MidpointRounding.AwayFromZero);
}
