using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Contracting processes published in the period.</summary>
sealed class OpportunitiesNoticed : Figure
{
    public override string Id => "opportunities";

    public override string Section => "market";

    public override string Unit => "opportunities";

    public override bool ByTier => true;

    public override string Counted =>
        "from opportunities s where s.generation = $1 and s.noticed_day between $2 and $3 and ($6 is null or s.tier = $6)";
}
