using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>SVC-07: matches found in the period and not withdrawn. Provisional until members are notified of matches.</summary>
sealed class OpportunitiesPassedOn : Figure
{
    public override string Id => "SVC-07";

    public override string Section => "market";

    public override string Unit => "matches";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: true);

    public override bool ByRegion => true;

    public override bool ByTier => true;

    public override string Counted =>
        """
        from matches s left join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
          left join opportunities p on p.generation = $1 and p.id = s.opportunity_id
        where s.generation = $1 and s.found_day between $2 and $3 and ($5 is null or o.region = $5) and ($6 is null or p.tier = $6)
        """;
}
