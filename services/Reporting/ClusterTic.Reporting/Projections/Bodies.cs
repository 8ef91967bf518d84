using ClusterTic.Membership;

namespace ClusterTic.Reporting.Projections;

/// <summary>A body of the cluster; who sits in it stays in the message.</summary>
sealed record BodyRow : StateRow
{
    public required string Kind { get; init; }
    public int Seats { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int MeetingsHeld { get; init; }
    public DateOnly? LastMeetingOn { get; init; }
}

sealed class Bodies : Projection<BodyRow, BodyAnnounced>
{
    public override string Aggregate => "membership.body";

    public override string Table => "bodies";

    protected override BodyRow Read(BodyAnnounced fact)
    {
        var state = Needed(fact.Body, "$.body");
        return new()
        {
            Kind = Needed(state.Kind, "$.body.kind"), Seats = state.Seats, ClosedAt = state.ClosedAt,
            MeetingsHeld = state.MeetingsHeld, LastMeetingOn = state.LastMeetingOn,
        };
    }
}
