using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Registrations;

/// <summary>An event's registrations in the order in which they were entered, with names.</summary>
static class ListRegistrations
{
    public static void Map(RouteGroupBuilder registrations) => registrations.MapGet("/", Handle).Requires(Policies.Manager).RecordsReads("participants.list").WithSummary("List registrations with names");

    static async Task<Results<Ok<Page<RegistrationDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, EventsDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Events.AnyAsync(@event => @event.Id == id, cancel)) return TypedResults.NotFound();
        var registrations = db.Registrations.Where(registration => registration.EventId == id);
        if (paging.Count is true) response.TotalCount(await registrations.LongCountAsync(cancel));
        if (paging.AfterId() is { } after) registrations = registrations.Where(registration => registration.Id > after);
        var rows = await db.Views(registrations).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(rows.ToPage(paging, row => row.Id));
    }
}
