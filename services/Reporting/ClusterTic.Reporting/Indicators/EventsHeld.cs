using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>SVC-01: events that took place in the period.</summary>
sealed class EventsHeld : Figure
{
    public override string Id => "SVC-01";

    public override string Section => "services";

    public override string Unit => "events";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: true);

    public override string Counted => "from events s where s.generation = $1 and s.held_day between $2 and $3";
}
