using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>An order to erase a person's data.</summary>
sealed record ErasureRow : StateRow
{
    public required string Reason { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
}

sealed class Erasures : Projection<ErasureRow, ErasureAnnounced>
{
    public override string Aggregate => "membership.erasure";

    public override string Table => "erasures";

    protected override ErasureRow Read(ErasureAnnounced fact)
    {
        var state = Needed(fact.Erasure, "$.erasure");
        return new() { Reason = Needed(state.Reason, "$.erasure.reason"), OrderedAt = state.OrderedAt, CompletedAt = state.CompletedAt };
    }
}

/// <summary>What one service said to an order.</summary>
sealed record ErasureConfirmationRow : StateRow
{
    public Guid ErasureId { get; init; }
    public required string Service { get; init; }
    public string? Kept { get; init; }
    public DateTimeOffset ConfirmedAt { get; init; }
}

sealed class ErasureConfirmations : Projection<ErasureConfirmationRow, ErasureConfirmed>
{
    public override string Aggregate => "erasure";

    public override string Table => "erasure_confirmations";

    protected override ErasureConfirmationRow Read(ErasureConfirmed fact)
    {
        var state = Needed(fact.Confirmation, "$.confirmation");
        return new()
        {
            ErasureId = state.ErasureId, Service = Needed(state.Service, "$.confirmation.service"), Kept = state.Kept, ConfirmedAt = state.ConfirmedAt,
        };
    }
}
