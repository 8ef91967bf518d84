using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Events;

/// <summary>One event, and the list by start. The public sees what was ever published, the cluster team everything.</summary>
static class ReadEvents
{
    public static void Map(RouteGroupBuilder events)
    {
        events.MapGet("/", List).Requires(Policies.Public).WithSummary("List events by start");
        events.MapGet("/{id:guid}", One).Requires(Policies.Public).WithSummary("Read an event");
    }

    public static IQueryable<Event> VisibleTo(this IQueryable<Event> events, CurrentUser user) =>
        user.IsInRole(Roles.Manager) ? events : events.Where(@event => @event.PublishedAt != null);

    static async Task<Results<Ok<EventDetails>, NotFound>> One(Guid id, EventsDb db, CurrentUser user, CancellationToken cancel) =>
        await db.WithCounts(db.Events.VisibleTo(user).Where(@event => @event.Id == id)).SingleOrDefaultAsync(cancel) is { } found
            ? TypedResults.Ok(found.ToDetails())
            : TypedResults.NotFound();

    /// <param name="from">First local day of the start, inclusive, in the installation's time zone.</param>
    /// <param name="to">Last local day of the start, inclusive.</param>
    static async Task<Ok<Page<EventDetails>>> List(
        DateOnly? from, DateOnly? to, string? status, string? order, [AsParameters] Paging paging,
        EventsDb db, CurrentUser user, IOptions<ClusterOptions> cluster, HttpResponse response, CancellationToken cancel)
    {
        var newest = order switch
        {
            null or "oldest" => false,
            "newest" => true,
            _ => throw ProblemException.Field("order", "event-order-unknown"),
        };
        var events = db.Events.VisibleTo(user);
        if (from is { } first)
        {
            var since = first.StartsIn(cluster.Value.TimeZoneInfo);
            events = events.Where(@event => @event.StartsAt >= since);
        }

        if (to is { } last)
        {
            var before = last == DateOnly.MaxValue ? DateTimeOffset.MaxValue : last.AddDays(1).StartsIn(cluster.Value.TimeZoneInfo);
            events = events.Where(@event => @event.StartsAt < before);
        }

        if (status is not null)
        {
            var wanted = EventCodes.Status(status) ?? throw ProblemException.Field("status", "event-status-unknown");
            events = events.Where(@event => @event.Status == wanted);
        }

        if (paging.Count is true) response.TotalCount(await events.LongCountAsync(cancel));
        if (paging.Keys(2) is { } keys)
        {
            var (start, id) = Position(keys);
            // As one row comparison, so that the index is entered at the position.
            events = newest
                ? events.Where(@event => EF.Functions.LessThan(ValueTuple.Create(@event.StartsAt, @event.Id), ValueTuple.Create(start, id)))
                : events.Where(@event => EF.Functions.GreaterThan(ValueTuple.Create(@event.StartsAt, @event.Id), ValueTuple.Create(start, id)));
        }

        events = newest
            ? events.OrderByDescending(@event => @event.StartsAt).ThenByDescending(@event => @event.Id)
            : events.OrderBy(@event => @event.StartsAt).ThenBy(@event => @event.Id);
        var rows = await db.WithCounts(events).Take(paging.Take + 1).ToListAsync(cancel);
        var items = rows.Take(paging.Take).Select(row => row.ToDetails()).ToList();
        var next = rows.Count > paging.Take
            ? Cursor.Of(items[^1].StartsAt.UtcTicks.ToString(CultureInfo.InvariantCulture), items[^1].Id.ToString())
            : null;
        return TypedResults.Ok(new Page<EventDetails>(items, next));
    }

    static (DateTimeOffset, Guid) Position(string[] keys) =>
        long.TryParse(keys[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks && Guid.TryParse(keys[1], out var id)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), id)
            : throw ProblemException.Field("after", "cursor-invalid");
}

static class LocalDays
{
    /// <summary>When a local day begins; where clocks jump over midnight, the first instant after the jump.</summary>
    public static DateTimeOffset StartsIn(this DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
