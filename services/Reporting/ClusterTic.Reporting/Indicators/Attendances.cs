using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>SVC-02: check-ins in the period, one per person and event.</summary>
sealed class Attendances : Figure
{
    public override string Id => "SVC-02";

    public override string Section => "services";

    public override string Unit => "attendances";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: true);

    public override bool ByRegion => true;

    public override bool CountsRows => false;

    public override string Counted =>
        """
        from registrations s left join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
        where s.generation = $1 and s.checked_in_day between $2 and $3 and ($5 is null or o.region = $5)
        """;

    public override IEnumerable<FigureValue> Read(IReadOnlyList<Counts> counts, People people) => [people.Attended];
}
