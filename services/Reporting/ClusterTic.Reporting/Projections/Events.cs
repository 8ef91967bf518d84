using ClusterTic.Events;
using ClusterTic.Reporting.Log;

namespace ClusterTic.Reporting.Projections;

sealed record EventRow : StateRow
{
    public required LocalText Title { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public string? Country { get; init; }
    public int Capacity { get; init; }
    public DateTimeOffset? HeldAt { get; init; }
    public long? HeldVersion { get; init; }
    public DateOnly? HeldDay { get; init; }
}

sealed class Events : Projection<EventRow, EventAnnounced>
{
    const string Held = "events.event.held";

    public override string Aggregate => "events.event";

    public override string Table => "events";

    public override IReadOnlyList<string> Counted => [Held];

    protected override EventRow Read(EventAnnounced fact)
    {
        var state = Needed(fact.Event, "$.event");
        return new()
        {
            Title = Needed(state.Title, "$.event.title"),
            Kind = Needed(state.Kind, "$.event.kind"),
            Status = Needed(state.Status, "$.event.status"),
            StartsAt = state.StartsAt,
            EndsAt = state.EndsAt,
            Country = state.Country,
            Capacity = state.Capacity,
        };
    }

    protected override EventRow Remember(EventRow row, EventRow? before, LoggedFact fact)
    {
        var held = new Happened(before?.HeldAt, before?.HeldVersion);
        if (fact.WireName == Held) held = held.Take(fact);
        return row with { HeldAt = held.At, HeldVersion = held.Version };
    }

    protected override EventRow Derive(EventRow row, LocalDays days) => row with
    {
        HeldDay = row is { Status: "held", HeldAt: { } at } ? days.DayOf(at) : null,
    };
}
