using ClusterTic.Messaging;

namespace ClusterTic.Reporting.Log;

/// <summary>A message in the log, as far as the projections need it.</summary>
sealed record LoggedFact(
    long Position, Guid MessageId, string WireName, Guid AggregateId, long Version, DateTimeOffset OccurredAt, string Body)
{
    /// <summary>The wire name without its verb, for instance <c>events.registration</c>.</summary>
    public string Aggregate { get; } = AggregateOf(WireName);

    /// <summary>Repeats the state; there is no fact in it to count.</summary>
    public bool IsAnnouncement { get; } = WireName.EndsWith(".announced", StringComparison.Ordinal);

    public static LoggedFact From(ReceivedFact fact, long position) => new(
        position, fact.MessageId, fact.WireName, fact.AggregateId, fact.Version, fact.OccurredAt.InMicroseconds(), fact.Json);

    public static string AggregateOf(string wireName) =>
        wireName.LastIndexOf('.') is var dot and > 0 ? wireName[..dot] : wireName;
}
