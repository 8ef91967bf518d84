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
    /// $4 first instant after the period, $5 region or null, $6 tier or null, $7 codes of founding categories, $8 the day
    /// that the period ends on, or today where that is earlier.
    /// </summary>
    public abstract string Counted { get; }

    /// <summary>SQL for the group's code; null where the figure has no groups.</summary>
    public virtual string? Group => null;

    /// <summary>How else it can be told apart, one at a time.</summary>
    public virtual IReadOnlyList<Cut> Cuts => [];

    /// <summary>SQL for what is counted of the rows; of a share, what it is taken of.</summary>
    public virtual string Whole => "count(*)";

    /// <summary>SQL for the numerator; null where the figure is no share.</summary>
    public virtual string? Part => null;

    /// <summary>What the counts are summed up from, where that is not the rows themselves.</summary>
    public virtual IEnumerable<FigureValue> Read(IReadOnlyList<Counts> counts, People people) =>
        counts.Select(each => Part is null ? new FigureValue(each.Group, each.Whole) : new(each.Group, null, new Share(each.Part, each.Whole)));

    /// <summary>False where <see cref="Read"/> takes people from the daily figures and needs no count of rows.</summary>
    public virtual bool CountsRows => true;

    public string CountSql(Cut? cut = null)
    {
        var group = cut?.Group ?? Group;
        return $"select {group ?? "null::text"}, coalesce({Whole}, 0)::bigint, coalesce({Part ?? "0"}, 0)::bigint {Counted} {(group is null ? "" : "group by 1 order by 1")}";
    }

    public static NpgsqlParameter[] Parameters(Data data, Filters filters, string[] founding) =>
    [
        new NpgsqlParameter<int> { TypedValue = data.Generation },
        new NpgsqlParameter<DateOnly> { TypedValue = filters.FirstDay },
        new NpgsqlParameter<DateOnly> { TypedValue = filters.LastDay },
        new() { Value = DateTime.SpecifyKind(filters.Until(data.Days), DateTimeKind.Utc), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
        new() { Value = (object?)filters.Region ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        new() { Value = (object?)filters.Tier ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
        new NpgsqlParameter<string[]> { TypedValue = founding },
        new NpgsqlParameter<DateOnly> { TypedValue = filters.LastDay < data.Today ? filters.LastDay : data.Today },
    ];
}

/// <summary>What a figure can be told apart by, beside its own groups.</summary>
/// <param name="Name">category, class, region, competence, country.</param>
/// <param name="Group">SQL for the code of the group that a row is in; a row may be in several.</param>
/// <param name="Holds">SQL that holds where a row is in the group $9.</param>
sealed record Cut(string Name, string Group, string Holds)
{
    /// <summary>By what SQL says of a row, which is in one group then.</summary>
    public static Cut By(string name, string group) => new(name, group, $"{group} = $9");

    /// <summary>By what SQL says of a row in an array without doubles.</summary>
    public static Cut ByAny(string name, string groups) => new(name, $"unnest({groups})", $"$9 = any({groups})");

    /// <param name="of">Alias of the organisation.</param>
    public static Cut Category(string of) => By("category", $"coalesce({of}.category, 'none')");

    public static Cut Class(string of) => By("class", $"coalesce({of}.sme_class, 'unknown')");

    public static Cut Region(string of) => By("region", $"coalesce({of}.region, 'none')");
}

/// <summary>What the rows of a group come to.</summary>
/// <param name="Part">The numerator of a share; else 0.</param>
readonly record struct Counts(string? Group, long Whole, long Part);

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
