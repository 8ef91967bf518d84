using System.ComponentModel.DataAnnotations;

namespace ClusterTic.Membership;

/// <summary>Body of <c>POST …/organisations/{id}/offers</c>, and of <c>PUT …/offers/{offer}</c>, all of it, which needs <c>If-Match</c>.</summary>
/// <param name="Kind">product, service.</param>
/// <param name="Name">In French; in English too before it can be published.</param>
/// <param name="Summary">As the name.</param>
/// <param name="CpvCodes">Five at most, of the vocabulary; one at least before it can be published.</param>
/// <param name="Tags">House tags.</param>
/// <param name="Sectors">CPV divisions of those whom it is for.</param>
/// <param name="Markets">local, national, uemoa, ecowas, africa, world.</param>
/// <param name="Maturity">Technology readiness level; a service may go without.</param>
/// <param name="PriceModel">fixed, per-unit, subscription, time-and-materials, on-request, free.</param>
/// <param name="PriceFrom">In XOF.</param>
/// <param name="LocalContent">Share of it that is made in the country, in %.</param>
/// <param name="IntellectualProperty">none, trade-secret, copyright, trademark, patent.</param>
/// <param name="IpReference">A register's number, for instance.</param>
public sealed record OfferRequest(
    [property: Required(ErrorMessage = "required")] string Kind,
    [property: Required(ErrorMessage = "required")] LocalText Name,
    [property: Required(ErrorMessage = "required")] LocalText Summary,
    LocalText? Description,
    IReadOnlyList<string>? CpvCodes,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<string>? Sectors,
    IReadOnlyList<string>? Markets,
    [property: Range(1, 9, ErrorMessage = "number-range:{1}:{2}")] int? Maturity,
    [property: Required(ErrorMessage = "required")] string PriceModel,
    [property: Range(typeof(long), "0", "1000000000000", ErrorMessage = "number-range:{1}:{2}")] long? PriceFrom,
    [property: Range(0, 100, ErrorMessage = "number-range:{1}:{2}")] int? LocalContent,
    bool Exportable,
    [property: Required(ErrorMessage = "required")] string IntellectualProperty,
    [property: StringLength(200, ErrorMessage = "text-too-long:{1}")] string? IpReference = null,
    DateTimeOffset? OccurredAt = null);

/// <summary>An offer as the cluster team sees it.</summary>
/// <param name="Slug">Its place in the catalogue: <c>/catalogue/{slug}</c>; it stays when the name changes.</param>
/// <param name="Status">draft, published, withdrawn.</param>
/// <param name="CanBeSeen">It is published, and its organisation a member now.</param>
/// <param name="RemindedAt">When its organisation was last asked whether it is still true.</param>
public sealed record OfferDetails(
    Guid Id, long Version, Guid OrganisationId, string Slug, string Kind, LocalText Name, LocalText Summary, LocalText? Description,
    IReadOnlyList<string> CpvCodes, IReadOnlyList<string> Tags, IReadOnlyList<string> Sectors, IReadOnlyList<string> Markets, int? Maturity,
    string PriceModel, long? PriceFrom, int? LocalContent, bool Exportable, string IntellectualProperty, string? IpReference, string Status,
    DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? WithdrawnAt, bool CanBeSeen,
    DateTimeOffset? RemindedAt, IReadOnlyList<OfferPictureDetails> Pictures) : IVersioned;

/// <summary>A picture, at <c>/api/membership/v1/catalogue/{slug}/pictures/{id}</c>.</summary>
/// <param name="Alt">What is to be seen, for those who do not see it.</param>
/// <param name="Width">Pixels.</param>
public sealed record OfferPictureDetails(Guid Id, LocalText Alt, int Width, int Height);

/// <summary>An offer among those found in the catalogue.</summary>
/// <param name="Picture">The first; null where there is none.</param>
public sealed record CatalogueEntry(
    Guid Id, string Slug, string Kind, LocalText Name, LocalText Summary, IReadOnlyList<string> CpvCodes, IReadOnlyList<string> Tags,
    IReadOnlyList<string> Markets, string PriceModel, long? PriceFrom, bool Exportable, Guid OrganisationId, string Organisation, string? Region,
    OfferPictureDetails? Picture);

/// <summary>A page of the catalogue, with what it can be narrowed down by.</summary>
public sealed record CataloguePage(IReadOnlyList<CatalogueEntry> Items, string? Next, IReadOnlyList<Facet> Facets, bool Near = false);

/// <summary>An offer on its public page: no personal data.</summary>
public sealed record CatalogueOffer(
    Guid Id, string Slug, string Kind, LocalText Name, LocalText Summary, LocalText? Description, IReadOnlyList<string> CpvCodes,
    IReadOnlyList<string> Tags, IReadOnlyList<string> Sectors, IReadOnlyList<string> Markets, int? Maturity, string PriceModel, long? PriceFrom,
    int? LocalContent, bool Exportable, string IntellectualProperty, string? IpReference, DateTimeOffset PublishedAt, DateTimeOffset ConfirmedAt,
    Guid OrganisationId, string Organisation, string? OrganisationTown, string? OrganisationRegion, string OrganisationCountry, Guid? OrganisationLogo,
    IReadOnlyList<OfferPictureDetails> Pictures);
