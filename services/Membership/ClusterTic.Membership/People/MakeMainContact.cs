using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Makes a contact the one that the organisation's mails go to.</summary>
static class MakeMainContact
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/contacts/{contact:guid}/main", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Make a contact the main one");

    static async Task<Results<Ok<OrganisationContact>, NotFound>> Handle(
        Guid id, Guid contact, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        if (await db.FindContactAsync(id, contact, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        if (found.IsMain) return TypedResults.Ok(found.ToDetails()); // clicked twice
        organisation.RequireOpen();
        found.TakeMainFrom(await db.Contacts.SingleOrDefaultAsync(one => one.OrganisationId == id && one.IsMain, cancel));
        organisation.TakeContact(found.Person!, found.Phone, user.Occurred(null, clock)); // its version keeps two from being it
        // The code that the one before got would confirm an address that is no longer the organisation's.
        if (await db.Confirmations.SingleOrDefaultAsync(one => one.OrganisationId == id, cancel) is { } waiting)
            mails.AddCode(db, organisation, waiting.Renew(clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails());
    }
}
