using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Gives somebody whom the cluster knows a mandate in a body.</summary>
static class GiveMandate
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapPost("/{id:guid}/mandates", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Give a mandate");

    static async Task<Results<Ok<BodyDetails>, NotFound>> Handle(
        Guid id, GiveMandateRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        ifMatch.Check(body.Version);
        var (today, at) = (cluster.Value.DayOf(clock.GetUtcNow()), user.Occurred(request.OccurredAt, clock));
        if (await db.People.SingleOrDefaultAsync(one => one.Id == request.PersonId, cancel) is not { } person)
            throw ProblemException.Field("personId", BodyRules.UnknownPerson);
        body.Give(person, await db.ReadAsync(request.OrganisationId, request.Function, request.From, request.To, cancel), today, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(body, today, cancel));
    }
}
