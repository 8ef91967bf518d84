using ClusterTic.Membership.Representation;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>Records that a person no longer does something for an organisation, also for one that has left.</summary>
static class EndContact
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/contacts/{contact:guid}/end", Handle)
        .Requires(Policies.OwnOrganisation)
        .WithSummary("End a contact");

    static async Task<Results<Ok<OrganisationContact>, NotFound>> Handle(
        Guid id, Guid contact, EndContactRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindContactAsync(id, contact, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        var now = clock.GetUtcNow();
        var (today, on) = (cluster.Value.DayOf(now), request.On ?? cluster.Value.DayOf(now));
        found.End(on);
        if (on <= today) await db.EndRepresentationAsync(found, today, user.Id, now, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails());
    }
}
