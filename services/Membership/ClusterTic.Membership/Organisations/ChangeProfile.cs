using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Replaces what an organisation says of itself.</summary>
static class ChangeProfile
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPut("/{id:guid}", Handle)
        .Requires(Policies.OwnOrganisation)
        .RequiresIfMatch()
        .WithSummary("Change an organisation's profile");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, ChangeProfileRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.RequireSameIdentity(organisation.ToIdentity() with { Name = request.Name.Trim() }, user);
        organisation.ChangeProfile(
            ProfileReading.Read(
                request.Name, request.TradeName, request.Type, request.Country, request.Region, request.Town, request.Website,
                request.Description, request.Competences),
            user.Occurred(request.OccurredAt, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
