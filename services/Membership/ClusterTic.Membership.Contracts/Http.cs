using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

// The messages of the attributes are codes: their wording, in the reader's language, is in the resources of the suite.

/// <summary>Body of <c>POST /api/membership/v1/organisations</c>.</summary>
/// <param name="OccurredAt">When it happened, where that is not now; needs the <c>backdate</c> permission.</param>
public sealed record RegisterOrganisationRequest(
    [property: Required(ErrorMessage = "required"), StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Name,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? TradeName,
    [property: Required(ErrorMessage = "required")] string Type,
    [property: Required(ErrorMessage = "required"), StringLength(2, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Country,
    [property: StringLength(6, ErrorMessage = "text-too-long:{1}")] string? Region,
    [property: StringLength(100, ErrorMessage = "text-too-long:{1}")] string? Town,
    [property: Url(ErrorMessage = "url-invalid"), StringLength(300, ErrorMessage = "text-too-long:{1}")] string? Website,
    LocalText? Description,
    [property: Required(ErrorMessage = "required")] ContactRequest Contact,
    IReadOnlyList<CompetenceRequest>? Competences,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>PUT …/organisations/{id}</c>: the whole profile; needs <c>If-Match</c>.</summary>
public sealed record ChangeProfileRequest(
    [property: Required(ErrorMessage = "required"), StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Name,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? TradeName,
    [property: Required(ErrorMessage = "required")] string Type,
    [property: Required(ErrorMessage = "required"), StringLength(2, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Country,
    [property: StringLength(6, ErrorMessage = "text-too-long:{1}")] string? Region,
    [property: StringLength(100, ErrorMessage = "text-too-long:{1}")] string? Town,
    [property: Url(ErrorMessage = "url-invalid"), StringLength(300, ErrorMessage = "text-too-long:{1}")] string? Website,
    LocalText? Description,
    IReadOnlyList<CompetenceRequest>? Competences,
    DateTimeOffset? OccurredAt = null);

/// <summary>The person to talk to. Personal data: only the cluster team reads it back.</summary>
public sealed record ContactRequest(
    [property: Required(ErrorMessage = "required"), StringLength(200, MinimumLength = 2, ErrorMessage = "text-length:{2}:{1}")] string Name,
    [property: Required(ErrorMessage = "required"), EmailAddress(ErrorMessage = "email-invalid"), StringLength(254, ErrorMessage = "text-too-long:{1}")] string Email,
    [property: StringLength(30, ErrorMessage = "text-too-long:{1}")] string? Phone,
    string? Language);

/// <param name="Code">CPV 2008, with or without check digit, or the code of a house tag, which stands for its CPV codes.</param>
/// <param name="Level">1 to 5.</param>
public sealed record CompetenceRequest([property: Required(ErrorMessage = "required")] string Code, [property: Range(1, 5, ErrorMessage = "number-range:{1}:{2}")] int Level);

/// <summary>Body of <c>…/confirm-email</c>.</summary>
/// <param name="Code">As the mail shows it; case, spaces and hyphen do not matter.</param>
public sealed record ConfirmEmailRequest(
    [property: Required(ErrorMessage = "required"), StringLength(40, ErrorMessage = "text-too-long:{1}")] string Code);

/// <summary>Body of submit and review.</summary>
public sealed record StepRequest(DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>…/approve</c>.</summary>
public sealed record ApproveOrganisationRequest([property: Required(ErrorMessage = "required")] string Category, DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>…/reject</c>.</summary>
/// <param name="Note">For the cluster team's eyes, as in the bodies below.</param>
public sealed record RejectOrganisationRequest(
    [property: Required(ErrorMessage = "required")] string Reason, DateTimeOffset? OccurredAt = null,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>…/suspend</c>.</summary>
public sealed record SuspendOrganisationRequest(
    [property: Required(ErrorMessage = "required")] string Reason, DateTimeOffset? OccurredAt = null,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>…/reinstate</c>.</summary>
public sealed record ReinstateOrganisationRequest(
    DateTimeOffset? OccurredAt = null, [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>…/withdraw</c>.</summary>
public sealed record WithdrawOrganisationRequest(
    [property: Required(ErrorMessage = "required")] string Reason, DateTimeOffset? OccurredAt = null,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>PUT …/checklist</c>: all items that are ticked now, by their codes; needs <c>If-Match</c>.</summary>
public sealed record TickChecklistRequest([property: Required(ErrorMessage = "required")] IReadOnlyList<string> Done, DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST …/notes</c>.</summary>
public sealed record AddReviewNoteRequest(
    [property: Required(ErrorMessage = "required"), StringLength(4000, ErrorMessage = "text-too-long:{1}")] string Text);

/// <summary>A note of the cluster team.</summary>
public sealed record ReviewNoteDetails(Guid Id, string Text, string By, string? ByName, DateTimeOffset At);

/// <summary>An organisation as the cluster team sees it.</summary>
/// <param name="StatusReason">Why it was rejected, suspended or withdrawn: a code.</param>
/// <param name="StatusNote">The same in the team's words.</param>
/// <param name="Checks">Codes of the review's checklist that are ticked.</param>
/// <param name="Logo">Another one with every new logo, which is at <c>…/organisations/{id}/logo</c>; null where there is none.</param>
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
    IReadOnlyList<CompetenceDetails> Competences,
    DateTimeOffset? SuspendedAt = null,
    DateTimeOffset? WithdrawnAt = null,
    string? StatusReason = null,
    string? StatusNote = null,
    IReadOnlyList<string>? Checks = null,
    OrganisationRegistration? Registration = null,
    PublicationDetails? Publication = null,
    Guid? Logo = null,
    ActivityDetails? Activity = null,
    Guid? MergedInto = null) : IVersioned;

/// <summary>What registers and yearly accounts say of an organisation.</summary>
/// <param name="Warnings">By field, an example of the form that was expected of its number; nothing is refused for it.</param>
/// <param name="Figures">The last year first.</param>
public sealed record OrganisationRegistration(
    string? Idu, string? Rccm, string? Ncc, string? Cnps, int? FoundedIn, bool HeldByLargeFirm, IReadOnlyDictionary<string, string> Warnings,
    IReadOnlyList<YearFiguresDetails> Figures, SmeClassDetails Size);

/// <param name="Youth">Under 35.</param>
/// <param name="Turnover">Before tax, in XOF.</param>
public sealed record YearFiguresDetails(int Year, int? Staff, int? Women, int? Youth, long? Turnover);

/// <param name="Class">micro, small, medium, large, not-independent; unknown where staff or turnover is.</param>
/// <param name="ToConfirm">Staff and turnover give different classes; the class is the higher one.</param>
/// <param name="Year">Of the figures that it was derived from.</param>
/// <param name="Reference">The legal texts.</param>
public sealed record SmeClassDetails(string Class, bool ToConfirm, string? ByStaff, string? ByTurnover, int? Year, string? Reference);

/// <summary>Body of <c>PUT …/organisations/{id}/registration</c>, all of it; needs <c>If-Match</c>.</summary>
/// <param name="Idu">Identifiant unique.</param>
/// <param name="Rccm">Registre du commerce et du crédit mobilier; abroad any register's number.</param>
/// <param name="Ncc">Numéro de compte contribuable.</param>
/// <param name="HeldByLargeFirm">A large firm holds 25 % or more.</param>
public sealed record RegistrationRequest(
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Idu,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Rccm,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Ncc,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? Cnps,
    int? FoundedIn,
    bool HeldByLargeFirm);

/// <summary>Body of <c>PUT …/organisations/{id}/figures/{year}</c>; needs <c>If-Match</c>. Null where not known.</summary>
public sealed record YearFiguresRequest(
    [property: Range(0, 1_000_000, ErrorMessage = "number-range:{1}:{2}")] int? Staff,
    [property: Range(0, 1_000_000, ErrorMessage = "number-range:{1}:{2}")] int? Women,
    [property: Range(0, 1_000_000, ErrorMessage = "number-range:{1}:{2}")] int? Youth,
    [property: Range(0d, 1_000_000_000_000_000d, ErrorMessage = "number-range:{1}:{2}")] long? Turnover);

/// <summary>What an organisation works in, in which languages and for whom.</summary>
/// <param name="Sector">Division of ISIC Rev. 4.</param>
/// <param name="Languages">ISO 639-1.</param>
/// <param name="TurnoverBand">up-to-30m, up-to-150m, up-to-1bn, above-1bn; XOF a year.</param>
/// <param name="ExportShare">Percent of the turnover.</param>
/// <param name="StartupLabel">The label's number.</param>
/// <param name="StartupLabelUntil">Its last day.</param>
public sealed record ActivityDetails(
    string? Sector, IReadOnlyList<string> Languages, string? TurnoverBand, int? ExportShare, string? StartupLabel, DateOnly? StartupLabelUntil);

/// <summary>Body of <c>PUT …/organisations/{id}/activity</c>, all of it; needs <c>If-Match</c>.</summary>
public sealed record ActivityRequest(
    string? Sector,
    IReadOnlyList<string>? Languages,
    string? TurnoverBand,
    [property: Range(0, 100, ErrorMessage = "number-range:{1}:{2}")] int? ExportShare,
    [property: StringLength(60, ErrorMessage = "text-too-long:{1}")] string? StartupLabel,
    DateOnly? StartupLabelUntil);

/// <summary>Body of <c>POST …/organisations/{id}/size-class/confirm</c>; needs <c>If-Match</c>.</summary>
/// <param name="Class">The one that staff or the one that turnover gives.</param>
public sealed record ConfirmClassRequest([property: Required(ErrorMessage = "required")] string Class);

public sealed record ContactDetails(Guid PersonId, string Name, string Email, string? Phone, string Language);

/// <summary>What the public directory shows beyond names, type, region and category.</summary>
/// <param name="Slug">The last part of the page's address; null before the organisation is a member.</param>
/// <param name="Hidden">Of town, website, description, competences, evidence, size, founded, sector, languages, label.</param>
public sealed record PublicationDetails(string? Slug, IReadOnlyList<string> Hidden, string? Email, string? Phone);

/// <summary>Body of <c>PUT …/organisations/{id}/publication</c>, all of it; needs <c>If-Match</c>.</summary>
/// <param name="Hidden">What the directory must not show nor find: town, website, description, competences, evidence, size, founded, sector, languages, label.</param>
/// <param name="Email">The organisation's own address for everybody.</param>
public sealed record PublicationRequest(
    IReadOnlyList<string>? Hidden,
    [property: EmailAddress(ErrorMessage = "email-invalid"), StringLength(254, ErrorMessage = "text-too-long:{1}")] string? Email,
    string? Phone);

/// <summary>Members found.</summary>
/// <param name="Near">Nobody has the words as they were written: these have similar ones.</param>
public sealed record DirectoryPage(IReadOnlyList<DirectoryEntry> Items, string? Next, bool Near);

/// <summary>One way of narrowing a search.</summary>
/// <param name="Name">The query parameter that it stands for.</param>
/// <param name="Values">Those that any hit has, the most frequent first, counted as if nothing were chosen in this facet.</param>
public sealed record Facet(string Name, IReadOnlyList<FacetValue> Values);

public sealed record FacetValue(string Code, int Count);

/// <param name="Country">ISO 3166-1 code, where known.</param>
public sealed record CountViewRequest(string? Country = null);

/// <param name="Countries">The most first; an empty code stands for unknown.</param>
public sealed record DirectoryViewsDetails(DateOnly From, long Views, IReadOnlyList<FacetValue> Countries);

/// <summary>A member in the public directory: no personal data, and nothing that it keeps to itself.</summary>
/// <param name="Slug">The last part of its page's address.</param>
/// <param name="Size">Class of the law on SMEs.</param>
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
    IReadOnlyList<CompetenceEntry> Competences,
    string Slug,
    int? FoundedIn = null,
    string? Size = null,
    string? PublicEmail = null,
    string? PublicPhone = null,
    Guid? Logo = null,
    string? Sector = null,
    IReadOnlyList<string>? Languages = null,
    DateOnly? StartupLabelUntil = null);
