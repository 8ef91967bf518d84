using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>
/// INN-03: of the offers that members had published at the end of the period, those with two of: something of it is made
/// in the country, it can be exported, it is protected as intellectual property.
/// </summary>
sealed class HighValueOffers : Figure
{
    /// <summary>As the catalogue shows them: of members only.</summary>
    public const string Published =
        """
        from offers s join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
        where s.generation = $1 and s.published_during @> $8 and o.member_during @> $8 and ($5 is null or o.region = $5)
        """;

    /// <summary>The CPV divisions that an offer is in, as codes of eight digits.</summary>
    public static Cut Competence { get; } =
        Cut.ByAny("competence", "array(select distinct left(code, 2) || '000000' from unnest(s.cpv_codes) code)");

    public override string Id => "INN-03";

    public override string Section => "innovation";

    public override string Unit => "percent";

    public override IndicatorFacts Indicator { get; } = new("outcome", "effectiveness", Additive: false);

    public override bool ByRegion => true;

    public override IReadOnlyList<Cut> Cuts => [Competence, Cut.Class("o")];

    public override string Part =>
        "count(*) filter (where (coalesce(s.local_content, 0) > 0)::int + s.exportable::int + (s.intellectual_property <> 'none')::int >= 2)";

    public override string Counted => Published;
}
