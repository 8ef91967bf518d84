using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>STR-04: members by kind of actor, each with its share.</summary>
sealed class Composition : Figure
{
    public override string Id => "STR-04";

    public override string Section => "structure";

    public override string Unit => "organisations";

    public override IndicatorFacts Indicator { get; } = new("output", "coherence", Additive: false);

    public override bool ByRegion => true;

    public override string Counted => ActiveMembers.Members;

    public override string Group => "s.type";

    public override IEnumerable<FigureValue> Read(IReadOnlyList<Counts> counts, People people)
    {
        var all = counts.Sum(each => each.Whole);
        return counts.Select(each => new FigureValue(each.Group, each.Whole, new Share(each.Whole, all)));
    }
}
