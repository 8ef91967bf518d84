using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>A body of the cluster with everybody who has or had a mandate in it: by ids and codes, without names of people.</summary>
/// <param name="Kind">board, committee, working-group, other.</param>
/// <param name="Seats">The most mandates that may be live at a time.</param>
/// <param name="Mandates">The earliest first.</param>
/// <param name="MeetingsHeld">How many meetings it has held.</param>
/// <param name="LastMeetingOn">The day of the last one; null before the first.</param>
public sealed record BodyState(
    Guid Id, long Version, string Kind, LocalText Name, int Seats, IReadOnlyList<MandateState> Mandates, DateTimeOffset? ClosedAt = null,
    int MeetingsHeld = 0, DateOnly? LastMeetingOn = null);

/// <summary>What one person does in a body, and for how long.</summary>
/// <param name="OrganisationId">Whom the person represents there; null where nobody but itself.</param>
/// <param name="Function">chair, vice-chair, treasurer, secretary, member.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; null where no term is set.</param>
public sealed record MandateState(Guid Id, Guid PersonId, Guid? OrganisationId, string Function, DateOnly From, DateOnly? To);

/// <summary>Every fact about a body.</summary>
[AggregateName("membership.body", typeof(BodyAnnounced))]
public interface IBodyFact : IFact
{
    BodyState Body { get; }
    Guid IFact.AggregateId => Body.Id;
    long IFact.Version => Body.Version;
}

/// <summary>The cluster has a body that it had not before.</summary>
[WireName("membership.body.defined")]
public sealed record BodyDefined(BodyState Body, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>A body's name, kind or seats, or something in one of its mandates changed.</summary>
[WireName("membership.body.changed")]
public sealed record BodyChanged(BodyState Body, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>A body is no more; its mandates ended with it.</summary>
[WireName("membership.body.closed")]
public sealed record BodyClosed(BodyState Body, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>Somebody was given a mandate.</summary>
[WireName("membership.body.mandate-given")]
public sealed record BodyMandateGiven(BodyState Body, Guid MandateId, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>A mandate was ended by hand; that a term has run out needs no fact, since its last day is known.</summary>
/// <param name="MandateId">No longer in the state where it was ended before it began.</param>
[WireName("membership.body.mandate-ended")]
public sealed record BodyMandateEnded(BodyState Body, Guid MandateId, DateTimeOffset OccurredAt) : IBodyFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.body.announced")]
public sealed record BodyAnnounced(BodyState Body, DateTimeOffset OccurredAt) : IBodyFact;
