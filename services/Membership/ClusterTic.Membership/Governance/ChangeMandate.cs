using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Corrects a mandate, or gives it another term.</summary>
static class ChangeMandate
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPut("/{id:guid}/mandates/{mandate:guid}", Handle)
        .Requires(Policies.Manager)
        .RequiresIfMatch()
        .WithSummary("Change a mandate");

    static async Task<Results<Ok<BodyDetails>, NotFound>> Handle(
        Guid id, Guid mandate, ChangeMandateRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        if (body.Mandates.SingleOrDefault(one => one.Id == mandate) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(body.Version);
        var (today, at) = (cluster.Value.DayOf(clock.GetUtcNow()), user.Occurred(request.OccurredAt, clock));
        body.ChangeMandate(found, await db.ReadAsync(request.OrganisationId, request.Function, request.From, request.To, cancel), today, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(body, today, cancel));
    }
}
