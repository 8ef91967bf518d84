using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST /organisations/{id}/charter</c>.</summary>
/// <param name="Charter">A version that the installation has configured.</param>
/// <param name="SignatoryId">A person who is or was a contact of the organisation.</param>
public sealed record SignCharterRequest(
    [property: Required(ErrorMessage = "required")] string Charter, DateOnly? SignedOn, Guid? SignatoryId, DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST /organisations/{id}/charter/{signature}/revoke</c>.</summary>
/// <param name="Reason">error, withdrawn, other.</param>
/// <param name="Note">For the cluster team's eyes.</param>
public sealed record RevokeCharterRequest(
    [property: Required(ErrorMessage = "required")] string Reason,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null,
    DateTimeOffset? OccurredAt = null);

/// <summary>An organisation's signature under a version of the charter.</summary>
/// <param name="By">The account that recorded it.</param>
public sealed record CharterSignatureDetails(
    Guid Id, string Charter, DateOnly SignedOn, Guid SignatoryId, string Signatory, string By, string? ByName, DateTimeOffset RecordedAt,
    DateTimeOffset? RevokedAt, string? RevokeReason, string? RevokeNote);

/// <summary>Body of <c>POST /organisations/{id}/interactions</c>, and of PUT on one, all of it, which needs <c>If-Match</c>.</summary>
/// <param name="Kind">visit, call, mail, meeting, other.</param>
/// <param name="Purpose">welcome, follow-up, dues, needs, opportunity, other.</param>
/// <param name="Note">Plain text.</param>
/// <param name="PersonId">Who was met; a person who is or was a contact of the organisation.</param>
/// <param name="FollowUpOn">When somebody shall come back to it.</param>
/// <param name="FollowUpDone">Only with a day of follow-up.</param>
public sealed record InteractionRequest(
    [property: Required(ErrorMessage = "required")] string Kind,
    [property: Required(ErrorMessage = "required")] string Purpose,
    DateOnly? On,
    [property: StringLength(4000, ErrorMessage = "text-too-long:{1}")] string? Note = null,
    Guid? PersonId = null,
    DateOnly? FollowUpOn = null,
    bool FollowUpDone = false);

/// <summary>Body of <c>POST …/interactions/{interaction}/cancel</c>.</summary>
/// <param name="Reason">error, duplicate, other.</param>
public sealed record CancelInteractionRequest([property: Required(ErrorMessage = "required")] string Reason);

/// <summary>One of the team's contacts with an organisation.</summary>
/// <param name="By">The account that entered it.</param>
public sealed record InteractionDetails(
    Guid Id, long Version, Guid OrganisationId, string Organisation, string Kind, string Purpose, DateOnly On, string? Note,
    Guid? PersonId, string? Person, DateOnly? FollowUpOn, bool FollowUpDone, string By, string? ByName, DateTimeOffset RecordedAt,
    DateTimeOffset? CancelledAt, string? CancelReason) : IVersioned;

/// <summary>A member with whom nobody of the team has been in contact for a while.</summary>
/// <param name="LastOn">The day of the last contact; null where there was none.</param>
/// <param name="Since">That day, or else the day on which it became a member.</param>
public sealed record QuietMember(Guid OrganisationId, string Organisation, DateOnly? LastOn, DateOnly Since);

/// <summary>Body of <c>POST /bodies/{id}/meetings</c>, and of PUT on one, all of it, which needs <c>If-Match</c>.</summary>
/// <param name="Place">Needed unless it is online.</param>
/// <param name="Agenda">Plain text.</param>
/// <param name="Attendees">People whom the cluster knows; only once the meeting has begun.</param>
/// <param name="Guests">Others who attended, by their number.</param>
/// <param name="Decisions">Plain text; only once the meeting has begun.</param>
public sealed record MeetingRequest(
    DateTimeOffset? StartsAt,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Place = null,
    bool IsOnline = false,
    [property: StringLength(4000, ErrorMessage = "text-too-long:{1}")] string? Agenda = null,
    [property: MaxLength(500, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Attendees = null,
    [property: Range(0, 1000, ErrorMessage = "number-range:{1}:{2}")] int Guests = 0,
    [property: StringLength(8000, ErrorMessage = "text-too-long:{1}")] string? Decisions = null);

/// <summary>A meeting of a body.</summary>
/// <param name="Present">Attendees and guests.</param>
/// <param name="IsHeld">It has taken place, and somebody said who was there or what was decided.</param>
public sealed record MeetingDetails(
    Guid Id, long Version, Guid BodyId, DateTimeOffset StartsAt, string? Place, bool IsOnline, string? Agenda, string? Decisions,
    IReadOnlyList<AttendeeDetails> Attendees, int Guests, int Present, bool IsHeld, DateTimeOffset? CancelledAt) : IVersioned;

/// <param name="HasMandate">In this body, on the day of the meeting.</param>
public sealed record AttendeeDetails(Guid PersonId, string Name, bool HasMandate);
