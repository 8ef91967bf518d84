using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Of the contracting processes published before the end of the period, those open by their newest notice.</summary>
sealed class OpportunitiesOpen : Figure
{
    public override string Id => "opportunities-open";

    public override string Section => "market";

    public override string Unit => "opportunities";

    public override bool ByTier => true;

    public override string Counted =>
        "from opportunities s where s.generation = $1 and s.status = 'open' and s.noticed_day <= $3 and ($6 is null or s.tier = $6)";
}
