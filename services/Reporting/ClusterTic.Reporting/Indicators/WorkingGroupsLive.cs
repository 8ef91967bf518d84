using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>NET-07: working groups that met in the six months before the end of the period.</summary>
sealed class WorkingGroupsLive : Figure
{
    public override string Id => "NET-07";

    public override string Section => "interaction";

    public override string Unit => "groups";

    public override IndicatorFacts Indicator { get; } = new("output", "coherence", Additive: false);

    public override string Counted =>
        $"""
         from bodies s where {MandatesFilled.There} and s.kind = 'working-group'
           and exists (select from unnest(s.meeting_days) day where day > $8 - interval '6 months' and day <= $8)
         """;
}
