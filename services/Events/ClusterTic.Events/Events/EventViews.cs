using ClusterTic.Events.Registrations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events;

/// <summary>An event with its counts, as rows are read.</summary>
sealed record EventRow(
    Guid Id,
    long Version,
    LocalText Title,
    LocalText? Description,
    string Kind,
    EventStatus Status,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string? Venue,
    string? Town,
    string Country,
    int Capacity,
    int Registered,
    int CheckedIn,
    IEnumerable<SessionState> Sessions)
{
    public EventDetails ToDetails() =>
        new(Id, Version, Title, Description, Kind, Status.Code(), StartsAt, EndsAt, Venue, Town, Country, Capacity, Registered, CheckedIn, [.. Sessions]);
}

static class EventViews
{
    /// <summary>Events with their counts and programme, in the order that they are given in.</summary>
    public static IQueryable<EventRow> WithCounts(this EventsDb db, IQueryable<Event> events) =>
        from @event in events.AsNoTracking()
        join seats in db.Seats on @event.Id equals seats.EventId
        select new EventRow(
            @event.Id, @event.Version, @event.Title, @event.Description, @event.Kind, @event.Status, @event.StartsAt, @event.EndsAt,
            @event.Venue, @event.Town, @event.Country, @event.Capacity, seats.Taken, seats.CheckedIn,
            @event.Sessions.OrderBy(session => session.StartsAt).ThenBy(session => session.Id)
                .Select(session => new SessionState(session.Id, session.Title, session.StartsAt, session.EndsAt)));

    public static EventDetails ToDetails(this Event @event, Seats seats) => new(
        @event.Id, @event.Version, @event.Title, @event.Description, @event.Kind, @event.Status.Code(), @event.StartsAt, @event.EndsAt,
        @event.Venue, @event.Town, @event.Country, @event.Capacity, seats.Taken, seats.CheckedIn,
        [.. @event.Sessions.Select(session => new SessionState(session.Id, session.Title, session.StartsAt, session.EndsAt))]);
}
