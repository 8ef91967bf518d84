using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Registrations;

/// <summary>
/// An event's seat counter, a row of its own. Seats are taken and given back only by the one conditional statement
/// below, and the table's check (taken between 0 and capacity) would refuse anything else.
/// </summary>
sealed class Seats
{
    Seats()
    {
    }

    public Seats(Guid eventId, int capacity) => (EventId, Capacity) = (eventId, capacity);

    public Guid EventId { get; private set; }

    public int Capacity { get; private set; }

    /// <summary>Whether seats can be taken at all: from publication until the event is cancelled.</summary>
    public bool Open { get; set; }

    public int Taken { get; private set; }

    public int CheckedIn { get; private set; }
}

static class SeatCounting
{
    /// <summary>
    /// Takes a seat; false where there is none. The row stays locked until the transaction ends, so this is its last
    /// statement: what else it has to write is written before, at the same time as others do.
    /// </summary>
    public static async Task<bool> TakeSeat(this EventsDb db, Guid eventId, CancellationToken cancel) =>
        await db.Database.ExecuteSqlAsync(
            $"update seats set taken = taken + 1 where event_id = {eventId} and open and taken < capacity", cancel) == 1;

    public static Task<int> FreeSeat(this EventsDb db, Guid eventId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update seats set taken = taken - 1 where event_id = {eventId}", cancel);

    public static Task<int> CountCheckIn(this EventsDb db, Guid eventId, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"update seats set checked_in = checked_in + 1 where event_id = {eventId}", cancel);
}
