using ClusterTic.Messaging;

namespace ClusterTic.Membership;

/// <summary>A product or a service that a member offers, by ids and codes.</summary>
/// <param name="Kind">product, service.</param>
/// <param name="CpvCodes">CPV 2008, eight digits.</param>
/// <param name="Tags">Codes of house tags.</param>
/// <param name="Sectors">CPV divisions of those whom it is for, eight digits.</param>
/// <param name="Markets">local, national, uemoa, ecowas, africa, world.</param>
/// <param name="Maturity">Technology readiness level, 1 to 9; null where it has none.</param>
/// <param name="PriceModel">fixed, per-unit, subscription, time-and-materials, on-request, free.</param>
/// <param name="PriceFrom">In XOF, which has no minor unit; null where it is not said.</param>
/// <param name="LocalContent">Share of it that is made in the country, 0 to 100 %.</param>
/// <param name="IntellectualProperty">none, trade-secret, copyright, trademark, patent.</param>
/// <param name="Status">draft, published, withdrawn. Whoever shows offers shows published ones of members only.</param>
/// <param name="PublishedAt">The last time.</param>
/// <param name="ConfirmedAt">When somebody last said that it is still true.</param>
public sealed record OfferState(
    Guid Id, long Version, Guid OrganisationId, string Kind, LocalText Name, IReadOnlyList<string> CpvCodes, IReadOnlyList<string> Tags,
    IReadOnlyList<string> Sectors, IReadOnlyList<string> Markets, int? Maturity, string PriceModel, long? PriceFrom, int? LocalContent, bool Exportable,
    string IntellectualProperty, string Status, DateTimeOffset? PublishedAt, DateTimeOffset? ConfirmedAt);

/// <summary>Every fact about an offer.</summary>
[AggregateName("membership.offer", typeof(OfferAnnounced))]
public interface IOfferFact : IFact
{
    OfferState Offer { get; }
    Guid IFact.AggregateId => Offer.Id;
    long IFact.Version => Offer.Version;
}

/// <summary>An offer can be seen by everybody.</summary>
[WireName("membership.offer.published")]
public sealed record OfferPublished(OfferState Offer, DateTimeOffset OccurredAt) : IOfferFact;

/// <summary>An offer was written down, or something in it changed.</summary>
[WireName("membership.offer.changed")]
public sealed record OfferChanged(OfferState Offer, DateTimeOffset OccurredAt) : IOfferFact;

/// <summary>An offer is no longer made.</summary>
[WireName("membership.offer.withdrawn")]
public sealed record OfferWithdrawn(OfferState Offer, DateTimeOffset OccurredAt) : IOfferFact;

/// <summary>Somebody looked at a published offer and found it still true.</summary>
[WireName("membership.offer.confirmed")]
public sealed record OfferConfirmed(OfferState Offer, DateTimeOffset OccurredAt) : IOfferFact;

/// <summary>Repeats the state for a copy that starts late.</summary>
[WireName("membership.offer.announced")]
public sealed record OfferAnnounced(OfferState Offer, DateTimeOffset OccurredAt) : IOfferFact;
