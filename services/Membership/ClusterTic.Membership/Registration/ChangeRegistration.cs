using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Registration;

/// <summary>Enters what registers and yearly accounts say of an organisation.</summary>
static class ChangeRegistration
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPut("/{id:guid}/registration", ChangeNumbers).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Change registration numbers, founding year and independence");
        organisations.MapPut("/{id:guid}/figures/{year}", ChangeFigures).Requires(Policies.Manager).RequiresIfMatch()
            .WithSummary("Change headcount and turnover of a year");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> ChangeNumbers(
        Guid id, RegistrationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.RequireSameIdentity(new IdentityFields(organisation.Name, request.Idu, request.Rccm, request.Ncc, request.Cnps).Normal(), user);
        var faults = new Faults();
        if (request.FoundedIn is { } founded) YearReading.Check(faults, "foundedIn", founded, clock);
        faults.Refuse();
        organisation.ChangeRegistration(request, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> ChangeFigures(
        Guid id, int year, YearFiguresRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var faults = new Faults();
        YearReading.Check(faults, "year", year, clock);
        YearReading.Check(faults, request);
        faults.Refuse();
        organisation.ChangeFigures(year, request, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
