using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>Who was in a group of organisations when it was published.</summary>
/// <param name="Version">Of the publication.</param>
/// <param name="Code">Unique among groups.</param>
/// <param name="OrganisationIds">At most 20,000, in order.</param>
/// <param name="ClosedAt">Since when it is no more; then it has no organisations.</param>
public sealed record GroupState(
    Guid Id, long Version, string Code, LocalText Name, IReadOnlyList<Guid> OrganisationIds, DateTimeOffset TakenAt, DateTimeOffset? ClosedAt = null);

/// <summary>Every fact about groups of organisations.</summary>
[AggregateName("membership.group", typeof(GroupAnnounced))]
public interface IGroupFact : IFact
{
    GroupState Group { get; }
    Guid IFact.AggregateId => Group.Id;
    long IFact.Version => Group.Version;
}

/// <summary>A group was published, or who is in it is no longer the same.</summary>
[WireName("membership.group.published")]
public sealed record GroupPublished(GroupState Group, DateTimeOffset OccurredAt) : IGroupFact;

/// <summary>A published group is no more.</summary>
[WireName("membership.group.closed")]
public sealed record GroupClosed(GroupState Group, DateTimeOffset OccurredAt) : IGroupFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.group.announced")]
public sealed record GroupAnnounced(GroupState Group, DateTimeOffset OccurredAt) : IGroupFact;
