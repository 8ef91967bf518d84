using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events;

/// <summary>Publishes an event, marks it held, or cancels it.</summary>
static class ChangeEventStatus
{
    public static void Map(RouteGroupBuilder events)
    {
        Step(events, "publish", "Publish an event", (@event, at) => @event.Publish(at));
        Step(events, "hold", "Say that an event took place", (@event, at) => @event.Hold(at));
        Step(events, "cancel", "Cancel an event", (@event, at) => @event.Cancel(at));
    }

    static void Step(RouteGroupBuilder events, string verb, string summary, Action<Event, DateTimeOffset> change) => events
        .MapPost($"/{{id:guid}}/{verb}", async Task<Results<Ok<EventDetails>, NotFound>> (
            Guid id, EventStepRequest? request, IfMatch ifMatch, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        {
            if (await db.Events.SingleOrDefaultAsync(@event => @event.Id == id, cancel) is not { } @event)
                return TypedResults.NotFound();
            var seats = await db.Seats.SingleAsync(seats => seats.EventId == id, cancel);

            ifMatch.Check(@event.Version);
            change(@event, user.Occurred(request?.OccurredAt, clock));
            // In the same transaction: whoever takes a seat waits for this row, and then finds it closed.
            seats.Open = @event.Status is EventStatus.Published or EventStatus.Held;
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(@event.ToDetails(seats));
        })
        .Requires(Policies.Manager)
        .WithSummary(summary);
}
