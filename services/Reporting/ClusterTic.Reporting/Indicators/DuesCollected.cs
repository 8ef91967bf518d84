using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>
/// FIN-01: of the dues that fell due in the period, in XOF, what is paid, whenever that was. Numerator and denominator
/// are the same calls, so the rate never passes 100 %.
/// </summary>
sealed class DuesCollected : Figure
{
    public override string Id => "FIN-01";

    public override string Section => "financing";

    public override string Unit => "percent";

    public override IndicatorFacts Indicator { get; } = new("output", "sustainability", Additive: false);

    public override bool ByRegion => true;

    public override IReadOnlyList<Cut> Cuts => [Cut.Class("o"), Cut.Category("o")];

    public override string Whole => "sum(call.amount)";

    public override string Part => "sum(call.paid)";

    public override string Counted =>
        """
        from dues s left join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
          cross join lateral jsonb_to_recordset(s.calls) call(due_on date, amount bigint, paid bigint, status text)
        where s.generation = $1 and call.status <> 'cancelled' and call.due_on between $2 and $3 and ($5 is null or o.region = $5)
        """;
}
