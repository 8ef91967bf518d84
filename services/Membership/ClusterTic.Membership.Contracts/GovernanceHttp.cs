using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST /bodies</c>.</summary>
/// <param name="Kind">board, committee, working-group, other.</param>
/// <param name="Name">In both languages.</param>
public sealed record DefineBodyRequest(
    [property: Required(ErrorMessage = "required")] string Kind,
    [property: Required(ErrorMessage = "required")] LocalText Name,
    [property: Range(1, 1000, ErrorMessage = "number-range:{1}:{2}")] int Seats,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>PUT /bodies/{id}</c>, all of it; needs <c>If-Match</c>.</summary>
public sealed record ChangeBodyRequest(
    [property: Required(ErrorMessage = "required")] string Kind,
    [property: Required(ErrorMessage = "required")] LocalText Name,
    [property: Range(1, 1000, ErrorMessage = "number-range:{1}:{2}")] int Seats,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST /bodies/{id}/mandates</c>.</summary>
/// <param name="Function">chair, vice-chair, treasurer, secretary, member.</param>
/// <param name="To">The last day; null where no term is set.</param>
public sealed record GiveMandateRequest(
    Guid PersonId, Guid? OrganisationId, [property: Required(ErrorMessage = "required")] string Function, DateOnly From, DateOnly? To = null,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>PUT /bodies/{id}/mandates/{mandate}</c>; needs <c>If-Match</c> with the body's version.</summary>
public sealed record ChangeMandateRequest(
    Guid? OrganisationId, [property: Required(ErrorMessage = "required")] string Function, DateOnly From, DateOnly? To = null,
    DateTimeOffset? OccurredAt = null);

/// <summary>Body of <c>POST /bodies/{id}/mandates/{mandate}/end</c>.</summary>
/// <param name="On">The last day; today where it is not said.</param>
public sealed record EndMandateRequest(DateOnly? On = null, DateTimeOffset? OccurredAt = null);

/// <summary>A body in a list.</summary>
/// <param name="Filled">Mandates that are live today.</param>
public sealed record BodyEntry(Guid Id, string Kind, LocalText Name, int Seats, int Filled, DateTimeOffset? ClosedAt);

/// <summary>A body with its mandates, the live ones first.</summary>
public sealed record BodyDetails(
    Guid Id, long Version, string Kind, LocalText Name, int Seats, int Filled, DateTimeOffset DefinedAt, DateTimeOffset? ClosedAt,
    IReadOnlyList<MandateDetails> Mandates) : IVersioned;

/// <summary>A mandate with the names behind its ids.</summary>
/// <param name="RemindedAt">When the person was told that the term is about to end.</param>
public sealed record MandateDetails(
    Guid Id, Guid PersonId, string Person, Guid? OrganisationId, string? Organisation, string Function, DateOnly From, DateOnly? To, bool IsLive,
    DateTimeOffset? RemindedAt);
