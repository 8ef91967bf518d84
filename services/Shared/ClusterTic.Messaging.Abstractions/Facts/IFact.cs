using System.Text.Json.Serialization;

namespace ClusterTic.Messaging;

/// <summary>
/// Something that happened to one aggregate, in the past tense. Facts are immutable and hold the aggregate's whole
/// public state, so that whoever listens never has to call back.
/// </summary>
public interface IFact
{
    /// <summary>The aggregate that the fact is about; facts of one aggregate arrive with rising versions.</summary>
    [JsonIgnore] Guid AggregateId { get; }

    /// <summary>The aggregate's version after the fact. Versions may have gaps.</summary>
    [JsonIgnore] long Version { get; }

    /// <summary>When it happened in the world. When the server learned of it travels as a header.</summary>
    DateTimeOffset OccurredAt { get; }
}

/// <summary>Handles facts of one kind, inside the inbox's transaction: no effect is ever applied twice.</summary>
/// <typeparam name="TFact">
/// An aggregate's interface (all facts of the aggregate, also those that do not exist yet) or one fact.
/// </typeparam>
/// <remarks>
/// Messages can arrive late or again after a crash, so a handler compares versions or is commutative.
/// Changes are saved by the inbox after the handler returns; a handler need not call SaveChanges itself.
/// </remarks>
public interface IHandle<in TFact> where TFact : class, IFact
{
    Task Handle(TFact fact, CancellationToken cancel);
}

/// <summary>Handles whatever arrives, as received and in batches; Reporting's log is made of these.</summary>
public interface IHandleReceived
{
    Task Handle(IReadOnlyList<ReceivedFact> facts, CancellationToken cancel);
}

/// <summary>A message as it came from the broker, before anything has been understood of it.</summary>
/// <param name="MessageId">Given by the sender's outbox; the same in every delivery and replay.</param>
/// <param name="WireName">For instance <c>membership.organisation.approved</c>.</param>
/// <param name="Sender">The service that published it.</param>
/// <param name="OccurredAt">When it happened in the world.</param>
/// <param name="RecordedAt">When the sender learned of it.</param>
/// <param name="TraceParent">W3C trace context of the request that it began with.</param>
/// <param name="Json">The body, exactly as sent.</param>
public sealed record ReceivedFact(
    Guid MessageId,
    string WireName,
    string Sender,
    Guid AggregateId,
    long Version,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? TraceParent,
    string Json)
{
    /// <summary>A repetition of the current state for a copy that starts late; never counted as a fact.</summary>
    public bool IsAnnouncement => WireName.EndsWith(".announced", StringComparison.Ordinal);
}
