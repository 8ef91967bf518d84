using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>PUT …/organisations/{id}/competences/{code}</c>, where the code is a CPV code or a house tag; needs <c>If-Match</c>.</summary>
/// <param name="Level">1 to 5. Another level than the team has verified ends the verification. A tag lowers nothing that is there already.</param>
/// <param name="Note">For the cluster team's eyes; a tag has none.</param>
public sealed record DeclareCompetenceRequest(
    [property: Range(1, 5, ErrorMessage = "number-range:{1}:{2}")] int Level,
    [property: StringLength(1000, ErrorMessage = "text-too-long:{1}")] string? Note = null);

/// <summary>Body of <c>POST …/competences/{code}/evidences</c>. What the kind does not have is refused.</summary>
/// <param name="Kind">declared, reference-project, certificate, headcount.</param>
/// <param name="Title">Of the project, or the certificate's name; of what is only declared, a word on it.</param>
/// <param name="Client">Of a project.</param>
/// <param name="ClientIsPublic">Whether the directory may name the client.</param>
/// <param name="Year">When the project ended.</param>
/// <param name="Value">Of a project; with its currency (ISO 4217) or not at all.</param>
/// <param name="Country">Of a project, ISO 3166-1 alpha-2.</param>
/// <param name="Issuer">Of a certificate.</param>
/// <param name="ValidUntil">The certificate's last day; null where it has none.</param>
/// <param name="People">Who do this work.</param>
public sealed record AddEvidenceRequest(
    [property: Required(ErrorMessage = "required")] string Kind,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Title = null,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Client = null,
    bool ClientIsPublic = false,
    int? Year = null,
    [property: Range(0d, 1_000_000_000_000_000d, ErrorMessage = "number-range:{1}:{2}")] decimal? Value = null,
    [property: StringLength(3, ErrorMessage = "text-too-long:{1}")] string? Currency = null,
    [property: StringLength(2, ErrorMessage = "text-too-long:{1}")] string? Country = null,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? Issuer = null,
    [property: StringLength(100, ErrorMessage = "text-too-long:{1}")] string? Number = null,
    DateOnly? ValidUntil = null,
    [property: Range(1, 1_000_000, ErrorMessage = "number-range:{1}:{2}")] int? People = null);

/// <summary>Body of <c>POST …/competences/{code}/verify</c>.</summary>
/// <param name="Until">The last day that it holds.</param>
public sealed record VerifyCompetenceRequest(DateOnly Until);

/// <summary>A competence as the cluster team sees it.</summary>
/// <param name="Evidence">The strongest that there is: declared, reference, certificate, verified.</param>
/// <param name="VerifiedBy">The account.</param>
public sealed record CompetenceDetails(
    string Code, int Level, string Evidence, string? Note, DateTimeOffset? VerifiedAt, string? VerifiedBy, DateOnly? VerifiedUntil,
    IReadOnlyList<EvidenceDetails> Evidences);

/// <param name="Lapsed">The certificate has ended and counts no longer.</param>
public sealed record EvidenceDetails(
    Guid Id, string Kind, string? Title, string? Client, bool ClientIsPublic, int? Year, Money? Value, string? Country, string? Issuer,
    string? Number, DateOnly? ValidUntil, bool Lapsed, int? People, DateTimeOffset AddedAt);

/// <summary>A competence in the public directory.</summary>
/// <param name="Evidences">Projects, and certificates that hold.</param>
public sealed record CompetenceEntry(string Code, int Level, string Evidence, DateOnly? VerifiedUntil, IReadOnlyList<EvidenceEntry> Evidences);

/// <param name="Client">Only where the client may be named.</param>
public sealed record EvidenceEntry(string Kind, string? Title, string? Client, int? Year, string? Country, DateOnly? ValidUntil);

/// <summary>A code of the Common Procurement Vocabulary.</summary>
/// <param name="Parent">The nearest code above it that the table holds; null for a division.</param>
/// <param name="Depth">division, group, class, category.</param>
public sealed record CpvCodeDetails(string Code, LocalText Label, string? Parent, string Depth, bool HasChildren);

/// <summary>A code with what is above it.</summary>
/// <param name="Label">Its own, else its nearest known ancestor's.</param>
/// <param name="IsKnown">Whether the table holds the code itself.</param>
/// <param name="Ancestors">The division first.</param>
public sealed record CpvCodePath(string Code, LocalText? Label, bool IsKnown, IReadOnlyList<CpvCodeDetails> Ancestors);

/// <summary>What an import of the vocabulary did.</summary>
public sealed record CpvImportResult(int Read, int Added, int Changed);

/// <summary>A tag of the house; whoever declares it declares its CPV codes, and whoever has all of them has it.</summary>
public sealed record TagDetails(string Code, LocalText Label, IReadOnlyList<string> Codes);

/// <summary>How many members can do what, and where there are none.</summary>
/// <param name="By">region or size.</param>
/// <param name="Level">Counted from this level on.</param>
/// <param name="Columns">Region codes (<c>none</c> for members without one), or classes of size.</param>
/// <param name="Members">In each column.</param>
/// <param name="Classes">CPV classes that any member has; a competence that is given no finer counts at its group or division.</param>
/// <param name="Tags">All of them.</param>
public sealed record CompetenceMatrix(
    string By, int Level, IReadOnlyList<string> Columns, IReadOnlyList<int> Members, IReadOnlyList<MatrixRow> Classes, IReadOnlyList<MatrixRow> Tags,
    IReadOnlyList<string> TagsNobodyHas, IReadOnlyList<string> TagsOnlyOneHas);

/// <param name="Cells">Members, by column.</param>
public sealed record MatrixRow(string Code, LocalText Label, int Total, IReadOnlyList<int> Cells);
