using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>GOV-02: of the seats in the bodies that there were at the end of the period, those in which somebody had a mandate.</summary>
/// <remarks>Not by sex: no message says who is what, and a body has too few people to tell it of.</remarks>
sealed class MandatesFilled : Figure
{
    public override string Id => "GOV-02";

    public override string Section => "governance";

    public override string Unit => "percent";

    public override IndicatorFacts Indicator { get; } = new("output", "effectiveness", Additive: false);

    public override string Whole => "sum(s.seats)";

    public override string Part =>
        """
        sum((select count(*) from jsonb_to_recordset(s.mandates) mandate("from" date, "to" date)
          where mandate."from" <= $8 and coalesce(mandate."to", $8) >= $8))
        """;

    public override string Counted => $"from bodies s where {There}";

    /// <summary>A body at the end of the period; one whose beginning nobody has told of always was.</summary>
    public const string There = "s.generation = $1 and coalesce(s.defined_day, $8) <= $8 and (s.closed_day is null or s.closed_day > $8)";
}
