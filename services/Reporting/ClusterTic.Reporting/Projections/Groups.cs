using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>A group of organisations that was published; who is in it stays in the message.</summary>
sealed record GroupRow : StateRow
{
    public required string Code { get; init; }
    public int Organisations { get; init; }
    public DateTimeOffset TakenAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

sealed class Groups : Projection<GroupRow, GroupAnnounced>
{
    public override string Aggregate => "membership.group";

    public override string Table => "member_groups";

    protected override GroupRow Read(GroupAnnounced fact)
    {
        var state = Needed(fact.Group, "$.group");
        return new()
        {
            Code = Needed(state.Code, "$.group.code"), Organisations = Needed(state.OrganisationIds, "$.group.organisationIds").Count,
            TakenAt = state.TakenAt, ClosedAt = state.ClosedAt,
        };
    }
}
