using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>STR-02: members in a category that the installation marks as founding.</summary>
sealed class FoundingPartners : Figure
{
    public override string Id => "STR-02";

    public override string Section => "structure";

    public override string Unit => "organisations";

    public override IndicatorFacts Indicator { get; } = new("output", "coherence", Additive: false);

    public override bool ByRegion => true;

    public override string Counted => $"{ActiveMembers.Members} and s.category = any($7)";
}
