using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>STR-01: organisations that are members at the end of the period, whatever they are now.</summary>
sealed class ActiveMembers : Figure
{
    public const string Members = $"from organisations s where {At}$3 and ($5 is null or s.region = $5)";

    /// <summary>SQL that holds for a member on the day that follows it.</summary>
    public const string At =
        "s.generation = $1 and s.merged_into is null and s.member_from is not null and s.member_during @> ";

    public override string Id => "STR-01";

    public override string Section => "structure";

    public override string Unit => "organisations";

    public override IndicatorFacts Indicator { get; } = new("output", "relevance", Additive: false, Version: 2);

    public override bool ByRegion => true;

    public override IReadOnlyList<Cut> Cuts => [Cut.Category("s"), Cut.Class("s"), Cut.Region("s")];

    public override string Counted => Members;
}
