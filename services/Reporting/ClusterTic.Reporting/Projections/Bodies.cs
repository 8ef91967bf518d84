using ClusterTic.Membership;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

/// <summary>A body of the cluster; who sits in it stays in the message.</summary>
sealed record BodyRow : StateRow
{
    public required string Kind { get; init; }
    public int Seats { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public int MeetingsHeld { get; init; }
    public DateOnly? LastMeetingOn { get; init; }
    public MandateRow[] Mandates { get; init; } = [];
    public DateTimeOffset? DefinedAt { get; init; }
    public long? DefinedVersion { get; init; }

    /// <summary>What was said last of each meeting.</summary>
    public MeetingRow[] Meetings { get; init; } = [];

    public DateOnly? DefinedDay { get; init; }
    public DateOnly? ClosedDay { get; init; }
    public DateOnly[] MeetingDays { get; init; } = [];
}

/// <param name="From">The first day.</param>
/// <param name="To">The last day; null where no term is set.</param>
sealed record MandateRow(DateOnly From, DateOnly? To);

/// <param name="On">Null where it does not count.</param>
sealed record MeetingRow(Guid Id, long Version, DateOnly? On);

sealed class Bodies : Projection<BodyRow, BodyAnnounced>
{
    public override string Aggregate => "membership.body";

    const string Defined = "membership.body.defined", Held = "membership.body.meeting-held", Cancelled = "membership.body.meeting-cancelled";

    public override string Table => "bodies";

    public override IReadOnlyList<string> Counted => [Defined, Held, Cancelled];

    protected override BodyRow Read(BodyAnnounced fact)
    {
        var state = Needed(fact.Body, "$.body");
        return new()
        {
            Kind = Needed(state.Kind, "$.body.kind"), Seats = state.Seats, ClosedAt = state.ClosedAt,
            MeetingsHeld = state.MeetingsHeld, LastMeetingOn = state.LastMeetingOn,
            Mandates = [.. (state.Mandates ?? []).Select(mandate => new MandateRow(mandate.From, mandate.To))],
        };
    }

    protected override BodyRow Remember(BodyRow row, BodyRow? before, LoggedFact fact)
    {
        var defined = new Happened(before?.DefinedAt, before?.DefinedVersion);
        if (fact.WireName is Defined) defined = defined.Take(fact);
        var meetings = before?.Meetings ?? [];
        var said = fact.WireName switch
        {
            Held when Parse<BodyMeetingHeld>(fact.Body) is var held => new MeetingRow(held.MeetingId, fact.Version, held.On),
            Cancelled => new(Parse<BodyMeetingCancelled>(fact.Body).MeetingId, fact.Version, null),
            _ => null,
        };
        if (said is not null && !meetings.Any(known => known.Id == said.Id && known.Version >= said.Version))
            meetings = [.. meetings.Where(known => known.Id != said.Id).Append(said).OrderBy(known => known.Id)];
        return row with { DefinedAt = defined.At, DefinedVersion = defined.Version, Meetings = meetings };
    }

    protected override BodyRow Derive(BodyRow row, LocalDays days) => row with
    {
        DefinedDay = row.DefinedAt is { } defined ? days.DayOf(defined) : null,
        ClosedDay = row.ClosedAt is { } closed ? days.DayOf(closed) : null,
        MeetingDays = [.. row.Meetings.Select(meeting => meeting.On).Append(row.LastMeetingOn).OfType<DateOnly>().Distinct().Order()],
    };
}
