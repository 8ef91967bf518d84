using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>What organisations must be for a group to have them: everything that is said, each by its code.</summary>
/// <param name="Status">registered, submitted, under-review, member, rejected, suspended, withdrawn, merged.</param>
/// <param name="Category">Of membership, as the installation configures them.</param>
/// <param name="Region">ISO 3166-2.</param>
/// <param name="SmeClass">By the last figures; <c>unknown</c> for none.</param>
/// <param name="Competence">CPV code; who has it or one below it. Or a house tag; who has each of its codes.</param>
/// <param name="Level">The least that the competence must have, 1 to 5.</param>
/// <param name="CharterSigned">Whether a signature under the charter holds.</param>
/// <param name="InArrears">Whether dues are open that were due before today.</param>
/// <param name="Verified">Whether the team's word holds for one of its competences.</param>
public sealed record GroupFilter(
    string? Status = null, string? Category = null, string? Region = null, string? Type = null, string? SmeClass = null, string? Competence = null,
    int? Level = null, bool? CharterSigned = null, bool? InArrears = null, bool? Verified = null);

/// <summary>Body of <c>POST /groups</c>.</summary>
/// <param name="Code">Small letters, digits and hyphens; it cannot change later.</param>
/// <param name="Name">In both languages.</param>
/// <param name="Filter">Null for a group that is picked by hand alone.</param>
/// <param name="Included">In it whatever the filter says.</param>
/// <param name="Excluded">Not in it whatever the filter says.</param>
public sealed record DefineGroupRequest(
    [property: Required(ErrorMessage = "required")] string Code,
    [property: Required(ErrorMessage = "required")] LocalText Name,
    GroupFilter? Filter = null,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Included = null,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Excluded = null);

/// <summary>Body of <c>PUT /groups/{id}</c>, all of it; needs <c>If-Match</c>.</summary>
public sealed record ChangeGroupRequest(
    [property: Required(ErrorMessage = "required")] LocalText Name,
    GroupFilter? Filter = null,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Included = null,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Excluded = null);

/// <summary>Body of <c>POST /groups/{id}/picks</c>: one organisation beside the filter.</summary>
/// <param name="Pick">included, excluded, or none for as the filter says.</param>
public sealed record PickOrganisationRequest(Guid OrganisationId, [property: Required(ErrorMessage = "required")] string Pick);

/// <summary>Body of <c>POST /groups/preview</c>.</summary>
public sealed record PreviewGroupRequest(
    [property: Required(ErrorMessage = "required")] GroupFilter Filter,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Included = null,
    [property: MaxLength(1000, ErrorMessage = "too-many:{1}")] IReadOnlyList<Guid>? Excluded = null);

/// <summary>How many an unsaved group would have, and the first of them.</summary>
public sealed record GroupPreview(long Count, IReadOnlyList<GroupMember> First);

/// <summary>A group in a list.</summary>
/// <param name="Count">Of organisations, now.</param>
/// <param name="PublishedAt">When its publication was last taken; null where it is not published.</param>
public sealed record GroupEntry(Guid Id, string Code, LocalText Name, long Count, DateTimeOffset? PublishedAt, DateTimeOffset? ClosedAt);

/// <summary>A group with what it is made of.</summary>
/// <param name="Count">Of organisations, now.</param>
/// <param name="Published">Of organisations, when the publication was last taken; null where it is not published.</param>
public sealed record GroupDetails(
    Guid Id, long Version, string Code, LocalText Name, GroupFilter? Filter, IReadOnlyList<GroupPick> Included, IReadOnlyList<GroupPick> Excluded, long Count,
    DateTimeOffset? PublishedAt, int? Published, DateTimeOffset? ClosedAt) : IVersioned;

/// <summary>An organisation that was taken in or out by hand.</summary>
public sealed record GroupPick(Guid OrganisationId, string Name);

/// <summary>An organisation in a group.</summary>
/// <param name="IsPicked">In it by hand.</param>
public sealed record GroupMember(
    Guid OrganisationId, string Name, string? TradeName, string Type, string Status, string? Category, string? Region, string? Town, string? SmeClass,
    bool IsPicked);
