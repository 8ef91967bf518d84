using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>What an organisation was called upon to pay and has paid, in XOF.</summary>
sealed record DuesRow : StateRow
{
    public Guid OrganisationId { get; init; }
    public long Called { get; init; }
    public long Paid { get; init; }
    public DuesCallRow[] Calls { get; init; } = [];
}

/// <param name="Status">open, paid, cancelled.</param>
sealed record DuesCallRow(DateOnly From, DateOnly To, DateOnly DueOn, long Amount, long Paid, string Status);

sealed class Dues : Projection<DuesRow, DuesAnnounced>
{
    public override string Aggregate => "membership.dues";

    public override string Table => "dues";

    protected override DuesRow Read(DuesAnnounced fact)
    {
        var state = Needed(fact.Account, "$.account");
        return new()
        {
            OrganisationId = state.OrganisationId, Called = state.Called, Paid = state.Paid,
            Calls = [.. (state.Calls ?? []).Select(call => new DuesCallRow(call.From, call.To, call.DueOn, call.Amount, call.Paid, Needed(call.Status, "$.account.calls.status")))],
        };
    }
}
