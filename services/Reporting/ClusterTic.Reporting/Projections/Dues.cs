using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>What an organisation was called upon to pay and has paid, in XOF; its calls stay in the message.</summary>
sealed record DuesRow : StateRow
{
    public Guid OrganisationId { get; init; }
    public long Called { get; init; }
    public long Paid { get; init; }
}

sealed class Dues : Projection<DuesRow, DuesAnnounced>
{
    public override string Aggregate => "membership.dues";

    public override string Table => "dues";

    protected override DuesRow Read(DuesAnnounced fact)
    {
        var state = Needed(fact.Account, "$.account");
        return new() { OrganisationId = state.OrganisationId, Called = state.Called, Paid = state.Paid };
    }
}
