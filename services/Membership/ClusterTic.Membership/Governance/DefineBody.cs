using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Gives the cluster another body.</summary>
static class DefineBody
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Define a body");

    static async Task<Created<BodyDetails>> Handle(
        DefineBodyRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel)
    {
        var name = BodyReading.Read(request.Kind, request.Name);
        var body = Body.Define(request.Kind, name, request.Seats, user.Occurred(request.OccurredAt, clock));
        db.Bodies.Add(body);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created(
            $"/api/membership/v1/bodies/{body.Id}", await db.ToDetailsAsync(body, cluster.Value.DayOf(clock.GetUtcNow()), cancel));
    }
}
