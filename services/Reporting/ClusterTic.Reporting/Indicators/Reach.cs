using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>VIS-01: how often members' pages in the directory and offers' pages in the catalogue were opened, on days that are over.</summary>
sealed class Reach : Figure
{
    public override string Id => "VIS-01";

    public override string Section => "recognition";

    public override string Unit => "visits";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: true);

    public override IReadOnlyList<Cut> Cuts => [Cut.By("country", "coalesce(visit.country, 'unknown')"), Cut.By("page", "visit.page")];

    public override string Whole => "sum(visit.visits)";

    public override string Counted =>
        """
        from visit_days s cross join lateral jsonb_to_recordset(s.visits) visit(page text, country text, visits bigint)
        where s.generation = $1 and s.day between $2 and $3
        """;
}
