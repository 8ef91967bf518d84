using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Corrects a body's name, kind and number of seats.</summary>
static class ChangeBody
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPut("/{id:guid}", Handle)
        .Requires(Policies.Manager)
        .RequiresIfMatch()
        .WithSummary("Change a body");

    static async Task<Results<Ok<BodyDetails>, NotFound>> Handle(
        Guid id, ChangeBodyRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        ifMatch.Check(body.Version);
        var (today, at) = (cluster.Value.DayOf(clock.GetUtcNow()), user.Occurred(request.OccurredAt, clock));
        body.Change(request.Kind, BodyReading.Read(request.Kind, request.Name), request.Seats, today, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(body, today, cancel));
    }
}
