using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST …/organisations/{id}/representatives</c>.</summary>
/// <param name="PersonId">A live contact of the organisation.</param>
public sealed record InviteRepresentativeRequest([property: Required(ErrorMessage = "required")] Guid? PersonId);

/// <summary>Answer of <c>POST /representations/invitations</c>.</summary>
/// <param name="Invited">Members whose main contact is invited in this go, or would be.</param>
/// <param name="Left">Members that are left for another go.</param>
public sealed record InvitedMembers(int Invited, int Left);

/// <summary>Body of <c>POST …/representatives/{representative}/end</c>.</summary>
/// <param name="Reason">own-request, replaced, misuse, other.</param>
public sealed record EndRepresentativeRequest([property: Required(ErrorMessage = "required")] string Reason);

/// <summary>Body of <c>POST /representations/accept</c>.</summary>
/// <param name="Code">As the mail shows it; case, spaces and hyphens do not matter.</param>
public sealed record AcceptRepresentationRequest(
    [property: Required(ErrorMessage = "required"), StringLength(80, ErrorMessage = "text-too-long:{1}")] string Code);

/// <summary>Somebody who acts, acted or is to act for an organisation. Personal data: only the cluster team reads it.</summary>
/// <param name="Status">invited, expired (the invitation has), live, ended.</param>
/// <param name="EndReason">own-request, replaced, misuse, contact-ended, other.</param>
public sealed record RepresentativeDetails(
    Guid Id, long Version, Guid OrganisationId, Guid PersonId, string Name, string Email, string Status, DateTimeOffset InvitedAt,
    string? InvitedByName, DateTimeOffset ExpiresAt, DateTimeOffset? AppointedAt, DateTimeOffset? EndedAt, string? EndReason) : IVersioned;

/// <summary>An organisation that the caller acts for.</summary>
/// <param name="Id">Of the representation.</param>
/// <param name="Organisation">The name by which it is known.</param>
/// <param name="Status">The organisation's.</param>
public sealed record MyRepresentation(Guid Id, Guid OrganisationId, string Organisation, string Status, DateTimeOffset AppointedAt);

/// <summary>What identifies an organisation in law and in the public registers.</summary>
/// <param name="Name">Legal name.</param>
public sealed record IdentityFields(string? Name, string? Idu, string? Rccm, string? Ncc, string? Cnps);

/// <summary>Body of <c>POST …/organisations/{id}/change-requests</c>; what is null stays as it is.</summary>
/// <param name="Clear">Numbers that the organisation has no longer: idu, rccm, ncc, cnps.</param>
public sealed record AskForChangeRequest(
    [property: StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string? Name,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Idu,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Rccm,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Ncc,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Cnps,
    [property: Required(ErrorMessage = "required"), StringLength(1000, ErrorMessage = "text-too-long:{1}")] string Why,
    IReadOnlyList<string>? Clear = null);

/// <summary>Body of <c>POST …/change-requests/{request}/reject</c>.</summary>
/// <param name="Why">In the team's words; whoever asked reads it.</param>
public sealed record RejectChangeRequest(
    [property: Required(ErrorMessage = "required"), StringLength(1000, ErrorMessage = "text-too-long:{1}")] string Why);

/// <summary>What an organisation asked the team to change.</summary>
/// <param name="Proposed">Null where nothing is to change.</param>
/// <param name="Before">All of them: as they are now while it is open, as they were when it was settled.</param>
/// <param name="Status">open, approved, rejected, withdrawn.</param>
/// <param name="Decision">Why it was rejected.</param>
/// <param name="Cleared">Numbers that are to go.</param>
public sealed record ChangeRequestDetails(
    Guid Id, long Version, Guid OrganisationId, string Organisation, string Status, IdentityFields Proposed, IdentityFields Before, string Why,
    string? AskedByName, DateTimeOffset AskedAt, string? SettledByName, DateTimeOffset? SettledAt, string? Decision,
    IReadOnlyList<string> Cleared) : IVersioned;
