using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>Records that a person agreed to one of the installation's purposes, under the wording that it has now.</summary>
static class GiveConsent
{
    public static void Map(RouteGroupBuilder people) => people
        .MapPost("/{id:guid}/consents", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Record a consent");

    static async Task<Results<Created<ConsentDetails>, NotFound>> Handle(
        Guid id, GiveConsentRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } person) return TypedResults.NotFound();
        person.RequireKept();
        var purposes = cluster.Value.Consents;
        var purpose = purposes.Find(one => one.Code == request.Purpose);
        var faults = new Faults();
        faults.Check(purpose is not null, "purpose", PeopleRules.UnknownPurpose, ("purposes", string.Join(", ", purposes.Select(one => one.Code))));
        faults.Check(Consent.Ways.Contains(request.How), "how", PeopleRules.UnknownWay, ("ways", string.Join(", ", Consent.Ways)));
        faults.Refuse();
        var consent = new Consent
        {
            PersonId = id, Purpose = purpose!.Code, TextVersion = purpose.Version, How = request.How,
            GivenAt = user.Occurred(request.OccurredAt, clock), By = user.Id, ByName = user.Name,
        };
        db.Consents.Add(consent);
        await db.SaveUniqueAsync(Consent.LivePurpose, PeopleRules.ConsentGivenAlready, cancel);
        return TypedResults.Created($"/api/membership/v1/people/{id}/consents", consent.ToDetails());
    }
}
