using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>How often public pages were opened on a day that is over: numbers, of nobody in particular.</summary>
/// <param name="Day">Where the cluster is.</param>
/// <param name="Visits">By page and country, without doubles; none of nothing.</param>
public sealed record VisitDayState(Guid Id, long Version, DateOnly Day, IReadOnlyList<VisitCount> Visits);

/// <param name="Page">member (in the directory), offer (in the catalogue).</param>
/// <param name="Country">ISO 3166-1 code of where they came from; null where nothing tells.</param>
public sealed record VisitCount(string Page, string? Country, long Visits);

/// <summary>Every fact about visits.</summary>
[AggregateName("membership.visits", typeof(VisitsAnnounced))]
public interface IVisitsFact : IFact
{
    VisitDayState Visits { get; }
    Guid IFact.AggregateId => Visits.Id;
    long IFact.Version => Visits.Version;
}

/// <summary>A day's visits were counted; a later one for the day replaces it.</summary>
[WireName("membership.visits.counted")]
public sealed record VisitsCounted(VisitDayState Visits, DateTimeOffset OccurredAt) : IVisitsFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.visits.announced")]
public sealed record VisitsAnnounced(VisitDayState Visits, DateTimeOffset OccurredAt) : IVisitsFact;
