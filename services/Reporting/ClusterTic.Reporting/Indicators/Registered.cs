using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Confirmed registrations made in the period.</summary>
sealed class Registered : Figure
{
    public const string Registrations =
        """
        from registrations s left join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
        where s.generation = $1 and s.confirmed_day between $2 and $3 and ($5 is null or o.region = $5)
        """;

    public override string Id => "registrations";

    public override string Section => "services";

    public override string Unit => "people";

    public override bool ByRegion => true;

    public override bool CountsRows => false;

    public override string Counted => Registrations;

    public override IEnumerable<FigureValue> Read(IReadOnlyList<Counts> counts, People people) => [people.Registered];
}
