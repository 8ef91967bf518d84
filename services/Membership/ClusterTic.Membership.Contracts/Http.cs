using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST /api/membership/v1/organisations</c>.</summary>
/// <param name="OccurredAt">When it happened, where that is not now; needs the <c>backdate</c> permission.</param>
public sealed record RegisterOrganisationRequest(
    [property: Required, StringLength(200, MinimumLength = 2)] string Name,
    [property: StringLength(200)] string? TradeName,
    [property: Required] string Type,
    [property: Required, StringLength(2, MinimumLength = 2)] string Country,
    [property: StringLength(6)] string? Region,
    [property: StringLength(100)] string? Town,
    [property: Url, StringLength(300)] string? Website,
    LocalText? Description,
    [property: Required] ContactRequest Contact,
    IReadOnlyList<CompetenceRequest>? Competences,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>PUT …/organisations/{id}</c>: the whole profile; needs <c>If-Match</c>.</summary>
public sealed record ChangeProfileRequest(
    [property: Required, StringLength(200, MinimumLength = 2)] string Name,
    [property: StringLength(200)] string? TradeName,
    [property: Required] string Type,
    [property: Required, StringLength(2, MinimumLength = 2)] string Country,
    [property: StringLength(6)] string? Region,
    [property: StringLength(100)] string? Town,
    [property: Url, StringLength(300)] string? Website,
    LocalText? Description,
    IReadOnlyList<CompetenceRequest>? Competences,
    DateTimeOffset? OccurredAt = null);

/// <summary>The person to talk to. Personal data: only the cluster team reads it back.</summary>
public sealed record ContactRequest(
    [property: Required, StringLength(200, MinimumLength = 2)] string Name,
    [property: Required, EmailAddress, StringLength(254)] string Email,
    [property: StringLength(30)] string? Phone,
    string? Language);

/// <param name="Code">CPV 2008, with or without check digit.</param>
/// <param name="Level">1 to 5.</param>
public sealed record CompetenceRequest([property: Required] string Code, [property: Range(1, 5)] int Level);

/// <summary>Body of submit and review.</summary>
public sealed record StepRequest(DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>…/approve</c>.</summary>
public sealed record ApproveOrganisationRequest([property: Required] string Category, DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>…/reject</c>.</summary>
public sealed record RejectOrganisationRequest([property: Required] string Reason, DateTimeOffset? OccurredAt = null);

/// <summary>An organisation as the cluster team sees it.</summary>
public sealed record OrganisationDetails(
    Guid Id,
    long Version,
    string Name,
    string? TradeName,
    string Type,
    string Country,
    string? Region,
    string? Town,
    string? Website,
    LocalText? Description,
    string Status,
    string? Category,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? MemberSince,
    ContactDetails? Contact,
    IReadOnlyList<CompetenceState> Competences) : IVersioned;

public sealed record ContactDetails(Guid PersonId, string Name, string Email, string? Phone, string Language);

/// <summary>A member in the public directory: no personal data.</summary>
public sealed record DirectoryEntry(
    Guid Id,
    string Name,
    string? TradeName,
    string Type,
    string Country,
    string? Region,
    string? Town,
    string? Website,
    LocalText? Description,
    string Category,
    DateTimeOffset MemberSince,
    IReadOnlyList<CompetenceState> Competences);
