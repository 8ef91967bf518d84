using ClusterTic.Reporting.Figures;

namespace ClusterTic.Reporting.Indicators;

/// <summary>Invitations sent to organisations in the period and not withdrawn.</summary>
sealed class InvitationsSent : Figure
{
    public override string Id => "invitations";

    public override string Section => "services";

    public override string Unit => "invitations";

    public override bool ByRegion => true;

    public override string Counted =>
        """
        from invitations s left join standing_organisations o on o.generation = $1 and o.id = s.organisation_id
        where s.generation = $1 and s.sent_day between $2 and $3 and s.organisation_id is not null and ($5 is null or o.region = $5)
        """;
}
