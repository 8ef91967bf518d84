using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Closes a body for good; its mandates end today.</summary>
static class CloseBody
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/{id:guid}/close", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Close a body");

    static async Task<Results<Ok<BodyDetails>, NotFound>> Handle(
        Guid id, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        ifMatch.Check(body.Version);
        var (today, at) = (cluster.Value.DayOf(clock.GetUtcNow()), user.Occurred(request.OccurredAt, clock));
        body.Close(today, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(body, today, cancel));
    }
}
