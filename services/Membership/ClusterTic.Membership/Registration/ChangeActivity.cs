using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Registration;

/// <summary>Enters an organisation's sector, languages, market and label, and settles a size class that its figures leave open.</summary>
static class ChangeActivity
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPut("/{id:guid}/activity", Change).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Change an organisation's sector, languages, turnover band, export share and startup label");
        organisations.MapPost("/{id:guid}/size-class/confirm", Confirm).Requires(Policies.Manager).RequiresIfMatch()
            .WithSummary("Confirm the size class where staff and turnover disagree");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Change(
        Guid id, ActivityRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var faults = new Faults();
        var activity = ActivityReading.Read(faults, request);
        faults.Refuse();
        organisation.ChangeActivity(activity, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Confirm(
        Guid id, ConfirmClassRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.ConfirmClass(request.Class, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
