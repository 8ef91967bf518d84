using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>INN-04: of the offers that members had published at the end of the period, those confirmed in the twelve months before.</summary>
sealed class LiveCatalogue : Figure
{
    public override string Id => "INN-04";

    public override string Section => "innovation";

    public override string Unit => "offers";

    public override IndicatorFacts Indicator { get; } = new("output", "relevance", Additive: false);

    public override bool ByRegion => true;

    public override IReadOnlyList<Cut> Cuts => [HighValueOffers.Competence, Cut.Class("o")];

    public override string Counted =>
        $"{HighValueOffers.Published} and exists (select from unnest(s.confirmed_days) day where day > $8 - interval '12 months' and day <= $8)";
}
