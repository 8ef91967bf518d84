using ClusterTic.Membership;
using ClusterTic.Reporting.Log;

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

    /// <summary>When it was published and when it was withdrawn.</summary>
    public Step[] Steps { get; init; } = [];

    /// <summary>When it was published or confirmed.</summary>
    public Step[] Confirmations { get; init; } = [];

    /// <summary>The days on which it was published, as PostgreSQL writes them.</summary>
    public string PublishedDuring { get; init; } = "{}";

    /// <summary>The days on which somebody said that it is still true; publishing says so.</summary>
    public DateOnly[] ConfirmedDays { get; init; } = [];
}

sealed class Offers : Projection<OfferRow, OfferAnnounced>
{
    public override string Aggregate => "membership.offer";

    const string Published = "membership.offer.published", Confirmed = "membership.offer.confirmed", Withdrawn = "membership.offer.withdrawn";

    public override string Table => "offers";

    public override IReadOnlyList<string> Counted => [Published, Confirmed, Withdrawn];

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

    protected override OfferRow Remember(OfferRow row, OfferRow? before, LoggedFact fact)
    {
        var (steps, confirmations) = (before?.Steps ?? [], before?.Confirmations ?? []);
        return row with
        {
            Steps = fact.WireName is Published or Withdrawn ? steps.With(new(fact.Version, fact.OccurredAt, fact.WireName is Published)) : steps,
            Confirmations = fact.WireName is Published or Confirmed ? confirmations.With(new(fact.Version, fact.OccurredAt, true)) : confirmations,
        };
    }

    protected override OfferRow Derive(OfferRow row, LocalDays days) => row with
    {
        PublishedDuring = Spells.Days(row.Steps, [(row.PublishedAt, true)], row.Status is "published", days).ToMultirange(),
        ConfirmedDays =
        [
            .. row.Confirmations.Select(one => one.At).Concat(row.ConfirmedAt is { } last ? [last] : []).Select(days.DayOf).Distinct().Order(),
        ],
    };
}
