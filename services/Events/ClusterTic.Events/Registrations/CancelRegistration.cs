using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Registrations;

/// <summary>The person does not come; the seat is free again.</summary>
static class CancelRegistration
{
    public static void Map(RouteGroupBuilder registrations) =>
        registrations.MapPost("/{id:guid}/cancel", Handle).Requires(Policies.Manager).WithSummary("Cancel a registration");

    static async Task<Results<Ok<RegistrationDetails>, NotFound>> Handle(
        Guid id, EventStepRequest? request, IfMatch ifMatch, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var at = user.Occurred(request?.OccurredAt, clock);
        return await db.InTransactionAsync<Results<Ok<RegistrationDetails>, NotFound>>(async () =>
        {
            if (await db.HoldRegistration(id, cancel) is not { } registration) return TypedResults.NotFound();
            ifMatch.Check(registration.Version);
            registration.Cancel(at);
            await db.SaveChangesAsync(cancel);
            await db.FreeSeat(registration.EventId, cancel);
            return TypedResults.Ok(await db.Views(db.Registrations.Where(one => one.Id == id)).SingleAsync(cancel));
        }, cancel);
    }
}
