using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>
/// SVC-03: of the confirmed registrations made in the period, the share that checked in, whenever that was. Numerator
/// and denominator are the same people, so the rate never passes 100 %.
/// </summary>
sealed class AttendanceRate : Figure
{
    public override string Id => "SVC-03";

    public override string Section => "services";

    public override string Unit => "percent";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: false);

    public override bool ByRegion => true;

    public override bool CountsRows => false;

    public override string Counted => Registered.Registrations;

    public override IEnumerable<FigureValue> Read(IReadOnlyList<Counts> counts, People people) => [people.AttendanceRate];
}
