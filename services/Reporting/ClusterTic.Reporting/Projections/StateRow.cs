using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

/// <summary>
/// An aggregate's current state as one row. Its properties are the columns of its table. The state comes from the
/// newest message; when something happened comes from the facts that say so, so the order of arrival does not matter.
/// </summary>
abstract record StateRow
{
    public Guid Id { get; init; }
    public long Version { get; init; }
    public bool Announced { get; init; }
    public Guid MessageId { get; init; }
    public long Position { get; init; }

    /// <summary>
    /// An announcement is newer than the fact whose version it repeats; of two with one version the later message wins,
    /// whichever comes first.
    /// </summary>
    public bool IsOlderThan(LoggedFact fact)
    {
        var byVersion = Version.CompareTo(fact.Version);
        if (byVersion != 0) return byVersion < 0;
        var byKind = Announced.CompareTo(fact.IsAnnouncement);
        return byKind != 0 ? byKind < 0 : MessageId.CompareTo(fact.MessageId) < 0;
    }
}

/// <summary>When something happened, by the newest fact that says so.</summary>
sealed record Happened(DateTimeOffset? At, long? Version)
{
    public Happened Take(LoggedFact fact) =>
        Version is { } known && (known, At!.Value).CompareTo((fact.Version, fact.OccurredAt)) >= 0 ? this : new(fact.OccurredAt, fact.Version);
}

/// <summary>A message that says it is of a known aggregate and cannot be read as one.</summary>
sealed class UnreadableFactException(string reason, Exception? inner = null) : Exception(reason, inner);
