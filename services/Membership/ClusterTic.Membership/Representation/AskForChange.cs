using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>Asks the team to change an organisation's identity, or no longer does.</summary>
static class AskForChange
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/change-requests", Ask).Requires(Policies.OwnOrganisation)
            .WithSummary("Ask for a change of legal name or registration numbers");
        organisations.MapPost("/{id:guid}/change-requests/{request:guid}/withdraw", Withdraw).Requires(Policies.OwnOrganisation)
            .WithSummary("Withdraw what was asked for");
    }

    static async Task<Results<Created<ChangeRequestDetails>, NotFound>> Ask(
        Guid id, AskForChangeRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        var clear = Clear(request);
        var person = await db.RepresentationsOf(user).Where(one => one.OrganisationId == id).Select(one => (Guid?)one.PersonId).FirstOrDefaultAsync(cancel);
        var asked = ChangeRequest.Ask(
            organisation, new(request.Name, request.Idu, request.Rccm, request.Ncc, request.Cnps), clear, request.Why, user, person, clock.GetUtcNow());
        db.ChangeRequests.Add(asked);
        await db.SaveUniqueAsync(ChangeRequest.OneOpen, RepresentationRules.RequestOpenAlready, cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/change-requests", asked.ToDetails());
    }

    static IReadOnlyList<string> Clear(AskForChangeRequest request)
    {
        var faults = new Faults();
        foreach (var code in request.Clear ?? [])
        {
            if (!faults.Check(IdentityReading.Numbers.Contains(code), "clear", RepresentationRules.UnknownNumber, ("numbers", string.Join(", ", IdentityReading.Numbers)))) break;
            var given = code switch { "idu" => request.Idu, "rccm" => request.Rccm, "ncc" => request.Ncc, _ => request.Cnps };
            faults.Check(string.IsNullOrWhiteSpace(given), code, RepresentationRules.NumberGivenAndCleared);
        }

        faults.Refuse();
        return request.Clear ?? [];
    }

    static async Task<Results<Ok<ChangeRequestDetails>, NotFound>> Withdraw(
        Guid id, Guid request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindChangeRequestAsync(id, request, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        found.Withdraw(user, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails());
    }
}
