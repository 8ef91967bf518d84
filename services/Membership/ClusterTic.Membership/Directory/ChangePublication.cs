using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Directory;

/// <summary>Says what of an organisation the public may see, and how it may be reached.</summary>
static class ChangePublication
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPut("/{id:guid}/publication", Handle)
        .Requires(Policies.OwnOrganisation)
        .RequiresIfMatch()
        .WithSummary("Change what the public directory shows of an organisation");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, PublicationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var faults = new Faults();
        var given = PublicationReading.Read(faults, request, organisation.Country);
        faults.Refuse();
        organisation.ChangePublication(given, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
