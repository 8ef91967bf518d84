using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Ends a suspension: a member as before.</summary>
static class ReinstateOrganisation
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/reinstate", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Reinstate a suspended member");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, ReinstateOrganisationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.Reinstate(ProfileReading.Blank(request.Note), user.Id, user.Occurred(request.OccurredAt, clock));
        mails.Add(db, organisation, "reinstate", request.OccurredAt);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
