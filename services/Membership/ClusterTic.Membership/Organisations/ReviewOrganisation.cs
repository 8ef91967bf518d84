using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Begins the review of an application.</summary>
static class ReviewOrganisation
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/review", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Begin the review");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.StartReview(user.Occurred(request.OccurredAt, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
