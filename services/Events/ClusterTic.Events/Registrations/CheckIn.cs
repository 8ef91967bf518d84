using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Registrations;

/// <summary>The person is there.</summary>
static class CheckIn
{
    public static void Map(RouteGroupBuilder registrations) =>
        registrations.MapPost("/{id:guid}/check-in", Handle).Requires(Policies.Manager).WithSummary("Check a person in");

    static async Task<Results<Ok<RegistrationDetails>, NotFound>> Handle(
        Guid id, CheckInRequest? request, IfMatch ifMatch, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var at = user.Occurred(request?.OccurredAt, clock);
        return await db.InTransactionAsync<Results<Ok<RegistrationDetails>, NotFound>>(async () =>
        {
            if (await db.HoldRegistration(id, cancel) is not { } registration) return TypedResults.NotFound();
            ifMatch.Check(registration.Version);
            var admission = await db.Events.IgnoreAutoIncludes().Where(@event => @event.Id == registration.EventId)
                .Select(@event => new Admission(@event.Status, @event.EndsAt)).SingleAsync(cancel);

            registration.CheckIn(admission, at);
            await db.SaveChangesAsync(cancel);
            await db.CountCheckIn(registration.EventId, cancel);
            return TypedResults.Ok(await db.Views(db.Registrations.Where(one => one.Id == id)).SingleAsync(cancel));
        }, cancel);
    }
}
