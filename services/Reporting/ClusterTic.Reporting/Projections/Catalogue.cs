using System.Collections.Frozen;

namespace ClusterTic.Reporting.Projections;

/// <summary>Every kind of aggregate that Reporting understands. What it does not is logged all the same.</summary>
static class Catalogue
{
    public static IReadOnlyList<Projection> All { get; } =
        [
            new Organisations(), new Events(), new Invitations(), new Registrations(), new Opportunities(), new Matches(), new Bodies(), new Dues(),
            new Offers(), new Interactions(), new Groups(), new Representatives(), new Erasures(), new ErasureConfirmations(),
            new Visits(),
        ];

    static readonly FrozenDictionary<string, Projection> ByAggregate = All.ToFrozenDictionary(projection => projection.Aggregate);

    public static Projection? Find(string aggregate) => ByAggregate.GetValueOrDefault(aggregate);

    /// <summary>Every table that holds a generation's rows.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. All.Select(projection => projection.Table), "activity_days", "unread_facts"];
}
