using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Asks to join. Whoever holds the id of an entry may submit it once its contact has confirmed the address; members' own accounts come with their representatives.</summary>
static class SubmitOrganisation
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/submit", Handle)
        .Requires(Policies.Public)
        .WithSummary("Submit an application");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.Submit(user.Occurred(request.OccurredAt, clock), forIt: user.IsInRole(Roles.Manager));
        mails.Add(db, organisation, "submit", request.OccurredAt);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
