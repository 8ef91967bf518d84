using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>A product or a service of a member; what it is called stays in the message.</summary>
sealed record OfferRow : StateRow
{
    public Guid OrganisationId { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }
    public required string[] CpvCodes { get; init; }
    public required string[] Tags { get; init; }
    public required string[] Markets { get; init; }
    public int? Maturity { get; init; }
    public required string PriceModel { get; init; }
    public int? LocalContent { get; init; }
    public bool Exportable { get; init; }
    public required string IntellectualProperty { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
}

sealed class Offers : Projection<OfferRow, OfferAnnounced>
{
    public override string Aggregate => "membership.offer";

    public override string Table => "offers";

    protected override OfferRow Read(OfferAnnounced fact)
    {
        var state = Needed(fact.Offer, "$.offer");
        return new()
        {
            OrganisationId = state.OrganisationId, Kind = Needed(state.Kind, "$.offer.kind"), Status = Needed(state.Status, "$.offer.status"),
            CpvCodes = [.. state.CpvCodes ?? []], Tags = [.. state.Tags ?? []], Markets = [.. state.Markets ?? []], Maturity = state.Maturity,
            PriceModel = Needed(state.PriceModel, "$.offer.priceModel"), LocalContent = state.LocalContent, Exportable = state.Exportable,
            IntellectualProperty = Needed(state.IntellectualProperty, "$.offer.intellectualProperty"),
            PublishedAt = state.PublishedAt, ConfirmedAt = state.ConfirmedAt,
        };
    }
}
