using ClusterTic.Messaging;

namespace ClusterTic.Events;

/// <summary>An event's public state. The seat counter is no part of it: a registration does not touch the event.</summary>
/// <param name="Kind">A code: workshop, training, conference, networking, meeting.</param>
/// <param name="Status">scheduled, published, held, cancelled.</param>
/// <param name="Capacity">Seats.</param>
public sealed record EventState(
    Guid Id,
    long Version,
    LocalText Title,
    string Kind,
    string Status,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Town,
    string Country,
    int Capacity,
    IReadOnlyList<SessionState> Sessions);

public sealed record SessionState(Guid Id, LocalText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

[AggregateName("events.event", typeof(EventAnnounced))]
public interface IEventFact : IFact
{
    EventState Event { get; }
    Guid IFact.AggregateId => Event.Id;
    long IFact.Version => Event.Version;
}

[WireName("events.event.scheduled")]
public sealed record EventScheduled(EventState Event, DateTimeOffset OccurredAt) : IEventFact;

/// <summary>The event became public and can be registered for.</summary>
[WireName("events.event.published")]
public sealed record EventPublished(EventState Event, DateTimeOffset OccurredAt) : IEventFact;

/// <summary>The event took place.</summary>
[WireName("events.event.held")]
public sealed record EventHeld(EventState Event, DateTimeOffset OccurredAt) : IEventFact;

[WireName("events.event.cancelled")]
public sealed record EventCancelled(EventState Event, DateTimeOffset OccurredAt) : IEventFact;

[WireName("events.event.announced")]
public sealed record EventAnnounced(EventState Event, DateTimeOffset OccurredAt) : IEventFact;

/// <summary>An organisation's (or one person's) invitation to an event.</summary>
/// <param name="Status">sent, withdrawn.</param>
public sealed record InvitationState(Guid Id, long Version, Guid EventId, Guid? OrganisationId, Guid? PersonId, string Status);

[AggregateName("events.invitation", typeof(InvitationAnnounced))]
public interface IInvitationFact : IFact
{
    InvitationState Invitation { get; }
    Guid IFact.AggregateId => Invitation.Id;
    long IFact.Version => Invitation.Version;
}

[WireName("events.invitation.sent")]
public sealed record InvitationSent(InvitationState Invitation, DateTimeOffset OccurredAt) : IInvitationFact;

[WireName("events.invitation.announced")]
public sealed record InvitationAnnounced(InvitationState Invitation, DateTimeOffset OccurredAt) : IInvitationFact;

/// <summary>The person turned out to be entered twice: the place is another id's now.</summary>
[WireName("events.registration.moved")]
public sealed record RegistrationMoved(RegistrationState Registration, DateTimeOffset OccurredAt) : IRegistrationFact;

/// <summary>One person's place at one event.</summary>
/// <param name="OrganisationId">For whom the person comes; null for a person without an organisation.</param>
/// <param name="Status">confirmed, cancelled.</param>
/// <param name="CheckedInAt">When the person came; null until then.</param>
public sealed record RegistrationState(
    Guid Id,
    long Version,
    Guid EventId,
    Guid PersonId,
    Guid? OrganisationId,
    string Status,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? CheckedInAt);

[AggregateName("events.registration", typeof(RegistrationAnnounced))]
public interface IRegistrationFact : IFact
{
    RegistrationState Registration { get; }
    Guid IFact.AggregateId => Registration.Id;
    long IFact.Version => Registration.Version;
}

[WireName("events.registration.confirmed")]
public sealed record RegistrationConfirmed(RegistrationState Registration, DateTimeOffset OccurredAt) : IRegistrationFact;

[WireName("events.registration.cancelled")]
public sealed record RegistrationCancelled(RegistrationState Registration, DateTimeOffset OccurredAt) : IRegistrationFact;

[WireName("events.registration.checked-in")]
public sealed record RegistrationCheckedIn(RegistrationState Registration, DateTimeOffset OccurredAt) : IRegistrationFact;

[WireName("events.registration.announced")]
public sealed record RegistrationAnnounced(RegistrationState Registration, DateTimeOffset OccurredAt) : IRegistrationFact;
