using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>
/// GOV-06: of the members at the end of the period, those that had signed the charter, had paid the dues of a term that
/// the day is in, and did something in the twelve months before: somebody came to an event, an offer was published or
/// confirmed, or the team was in contact with them.
/// </summary>
sealed class CommittedMembers : Figure
{
    const string Year = "> ($8 - interval '12 months')::date";

    public override string Id => "GOV-06";

    public override string Section => "governance";

    public override string Unit => "percent";

    public override IndicatorFacts Indicator { get; } = new("outcome", "sustainability", Additive: false);

    public override bool ByRegion => true;

    public override IReadOnlyList<Cut> Cuts => [Cut.Region("s"), Cut.Class("s"), Cut.Category("s")];

    public override string Part =>
        $"""
         count(*) filter (where s.charter_signed_on <= $8
           and s.id in ({Its("dues", """
             cross join lateral jsonb_to_recordset(it.calls) call("from" date, "to" date, status text)
             where call.status = 'paid' and $8 between call."from" and call."to"
             """)})
           and (s.id in ({Its("activity_days", $"where it.attended > 0 and it.day {Year} and it.day <= $8")})
             or s.id in ({Its("offers", $"cross join lateral unnest(it.confirmed_days) day where day {Year} and day <= $8")})
             or s.id in ({Its("interactions", $"where it.cancelled_at is null and it.happened_on {Year} and it.happened_on <= $8")})))
         """;

    public override string Counted => $"from organisations s where {ActiveMembers.At}$8 and ($5 is null or s.region = $5)";

    /// <summary>SQL for the organisations that have such rows, or into which one that has them was merged; each table is read once.</summary>
    static string Its(string table, string where) =>
        $"select o.stands_for from {table} it join standing_organisations o on o.generation = $1 and o.id = it.organisation_id and it.generation = $1 {where}";
}
