using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Ends a mandate before its term does.</summary>
static class EndMandate
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/{id:guid}/mandates/{mandate:guid}/end", Handle)
        .Requires(Policies.Manager)
        .WithSummary("End a mandate");

    static async Task<Results<Ok<BodyDetails>, NotFound>> Handle(
        Guid id, Guid mandate, EndMandateRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        if (body.Mandates.SingleOrDefault(one => one.Id == mandate) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(body.Version);
        var (today, at) = (cluster.Value.DayOf(clock.GetUtcNow()), user.Occurred(request.OccurredAt, clock));
        body.EndMandate(found, request.On ?? today, today, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(body, today, cancel));
    }
}
