using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Events;

/// <summary>Body of <c>POST /api/events/v1/events</c>.</summary>
/// <param name="OccurredAt">When it was scheduled, where that is not now; needs the <c>backdate</c> permission, as does a start in the past.</param>
public sealed record ScheduleEventRequest(
    [property: Required] LocalText Title,
    LocalText? Description,
    [property: Required] string Kind,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    [property: StringLength(200)] string? Venue,
    [property: StringLength(100)] string? Town,
    [property: Required, StringLength(2, MinimumLength = 2)] string Country,
    [property: Range(1, 100_000)] int Capacity,
    IReadOnlyList<SessionRequest>? Sessions,
    DateTimeOffset? OccurredAt = null);

public sealed record SessionRequest([property: Required] LocalText Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

public sealed record EventStepRequest(DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST …/events/{id}/invitations</c>: whole organisations at once.</summary>
public sealed record InviteRequest([property: Required, MaxLength(1000)] IReadOnlyList<Guid> OrganisationIds, DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST …/events/{id}/invitations/group</c>: who was in the group when it was last published.</summary>
public sealed record InviteGroupRequest(Guid GroupId, DateTimeOffset? OccurredAt = null);

/// <summary>A group of organisations that can be invited together.</summary>
/// <param name="Organisations">How many there were when it was last published.</param>
public sealed record InvitableGroup(Guid Id, string Code, LocalText Name, int Organisations, DateTimeOffset TakenAt);

/// <summary>Body of <c>POST …/events/{id}/registrations</c>.</summary>
public sealed record RegisterRequest(
    [property: Required, StringLength(200, MinimumLength = 2)] string Name,
    [property: Required, EmailAddress, StringLength(254)] string Email,
    Guid? OrganisationId,
    string? Language,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST …/registrations/{id}/check-in</c>.</summary>
public sealed record CheckInRequest(DateTimeOffset? OccurredAt = null);

/// <summary>An event as everybody sees it.</summary>
public sealed record EventDetails(
    Guid Id,
    long Version,
    LocalText Title,
    LocalText? Description,
    string Kind,
    string Status,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Venue,
    string? Town,
    string Country,
    int Capacity,
    int Registered,
    int CheckedIn,
    IReadOnlyList<SessionState> Sessions) : IVersioned;

/// <summary>A registration as the cluster team sees it, with the person's name.</summary>
/// <param name="PersonId">Membership's record of the person where it is known, else the id that the facts carry.</param>
/// <param name="OrganisationName">Null without organisation, and until the message about a new one has arrived.</param>
public sealed record RegistrationDetails(
    Guid Id,
    long Version,
    Guid EventId,
    Guid PersonId,
    string Name,
    Guid? OrganisationId,
    string? OrganisationName,
    string Status,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? CheckedInAt) : IVersioned;

/// <summary>Answer of <c>POST …/events/{id}/invitations</c>.</summary>
/// <param name="Sent">Organisations that are invited now.</param>
/// <param name="Skipped">Organisations that had been invited before.</param>
public sealed record InviteResult(int Sent, int Skipped);

/// <param name="OrganisationName">Null until the message about a new organisation has arrived.</param>
public sealed record InvitationDetails(
    Guid Id, long Version, Guid EventId, Guid OrganisationId, string? OrganisationName, string Status, DateTimeOffset SentAt) : IVersioned;
