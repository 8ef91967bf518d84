using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>That an organisation has somebody who acts for it; who it is, and with which account, stays in the message.</summary>
sealed record RepresentativeRow : StateRow
{
    public Guid OrganisationId { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset? AppointedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
}

sealed class Representatives : Projection<RepresentativeRow, RepresentativeAnnounced>
{
    public override string Aggregate => "membership.representative";

    public override string Table => "representatives";

    protected override RepresentativeRow Read(RepresentativeAnnounced fact)
    {
        var state = Needed(fact.Representative, "$.representative");
        return new()
        {
            OrganisationId = state.OrganisationId, Status = Needed(state.Status, "$.representative.status"),
            AppointedAt = state.AppointedAt, EndedAt = state.EndedAt,
        };
    }
}
