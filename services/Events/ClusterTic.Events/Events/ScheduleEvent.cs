using ClusterTic.Events.Registrations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Events;

/// <summary>Enters an event with its programme and seats; nobody but the cluster team sees it until it is published.</summary>
static class ScheduleEvent
{
    public static void Map(RouteGroupBuilder events) => events.MapPost("/", Handle).Requires(Policies.Manager).WithSummary("Schedule an event");

    static async Task<Created<EventDetails>> Handle(
        ScheduleEventRequest request, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var at = user.Occurred(request.OccurredAt, clock);
        if (request.StartsAt < clock.GetUtcNow() && !user.IsInRole(Roles.Backdate))
            throw new ProblemException(StatusCodes.Status403Forbidden, "start-in-the-past");

        var scheduled = Event.Schedule(request, at);
        var seats = new Seats(scheduled.Id, scheduled.Capacity);
        db.AddRange(scheduled, seats);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/events/v1/events/{scheduled.Id}", scheduled.ToDetails(seats));
    }
}
