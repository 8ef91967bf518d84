using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>STR-01: organisations that are members at the end of the period.</summary>
sealed class ActiveMembers : Figure
{
    public const string Members =
        "from organisations s where s.generation = $1 and s.status = 'member' and s.member_since < $4 and ($5 is null or s.region = $5)";

    public override string Id => "STR-01";

    public override string Section => "structure";

    public override string Unit => "organisations";

    public override IndicatorFacts Indicator { get; } = new("output", "relevance", Additive: false);

    public override bool ByRegion => true;

    public override string Counted => Members;
}
