using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace ClusterTic.Membership;

/// <summary>An organisation beside one that may be the same.</summary>
public sealed record AlikeOrganisation(
    Guid Id, string Name, string? TradeName, string Status, string? Region, string? Town, string? Idu, string? Rccm, string? Ncc, DateTimeOffset? MemberSince);

/// <summary>What one organisation could be a second entry of.</summary>
/// <param name="Why">The strongest first: idu, rccm, ncc, name, similar-name, phone, email, domain.</param>
/// <param name="Likeness">Above 0, at most 1.</param>
/// <param name="Dismissed">Somebody has said that they are two.</param>
public sealed record DuplicateCandidate(AlikeOrganisation Organisation, IReadOnlyList<string> Why, double Likeness, bool Dismissed);

/// <summary>Two organisations that may be one.</summary>
/// <param name="Why">As of <see cref="DuplicateCandidate"/>.</param>
/// <param name="DismissedAt">When somebody said that they are two.</param>
public sealed record DuplicatePairDetails(
    AlikeOrganisation First, AlikeOrganisation Second, IReadOnlyList<string> Why, double Likeness, DateTimeOffset FoundAt, DateTimeOffset? DismissedAt,
    string? DismissedByName);

/// <summary>A field in which two organisations differ.</summary>
/// <param name="Kept">The values of the one that goes on; several where they belong together, such as country, region and town.</param>
/// <param name="Absorbed">Those of the other one.</param>
/// <param name="Suggested">Whether the other one's are worth taking: nothing is there, or it has been a member for longer.</param>
public sealed record MergeField(string Field, IReadOnlyList<JsonElement> Kept, IReadOnlyList<JsonElement> Absorbed, bool Suggested);

/// <summary>Before two organisations become one: in what they differ, and what would go along.</summary>
/// <param name="Obstacle">Why they cannot be merged this way round; null where they can.</param>
public sealed record MergePreview(
    OrganisationDetails Kept, OrganisationDetails Absorbed, IReadOnlyList<MergeField> Fields, MergeCounts Moves, string? Obstacle);

/// <summary>What goes along from the one that ends.</summary>
public sealed record MergeCounts(int Contacts, int Notes, int Signatures, int Interactions, int Offers, int Mandates, int Competences, int Years);

/// <summary>Body of <c>POST /organisations/{id}/merge</c>: the organisation in the address goes on.</summary>
/// <param name="Absorb">The one that ends.</param>
/// <param name="AbsorbVersion">The version of it that was seen; 412 where it has changed since.</param>
/// <param name="Take">Fields of which the other one's values go on; null for those that the preview suggests.</param>
public sealed record MergeRequest(
    [property: Required(ErrorMessage = "required")] Guid? Absorb,
    long? AbsorbVersion = null,
    [property: MaxLength(50, ErrorMessage = "too-many:{1}")] IReadOnlyList<string>? Take = null);

/// <summary>A merge that was made.</summary>
/// <param name="UndoUntil">Until then it can be undone.</param>
/// <param name="Fields">Whose values were the other one's.</param>
public sealed record MergeDetails(
    Guid Id, Guid KeptId, string Kept, Guid AbsorbedId, string Absorbed, string By, string? ByName, DateTimeOffset At, DateTimeOffset UndoUntil,
    DateTimeOffset? UndoneAt, IReadOnlyList<string> Fields, MergeCounts Moved);
