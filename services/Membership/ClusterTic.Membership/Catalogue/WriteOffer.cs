using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Writes an offer down, as a draft; or writes it anew.</summary>
static class WriteOffer
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/offers", Write).Requires(Policies.OwnOrganisation).WithSummary("Write an offer down");
        organisations.MapPut("/{id:guid}/offers/{offer:guid}", Change).Requires(Policies.OwnOrganisation).RequiresIfMatch().WithSummary("Change an offer");
    }

    static async Task<Results<Created<OfferDetails>, NotFound>> Write(
        Guid id, OfferRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        var content = await db.ReadAsync(request, cancel);
        var slug = await db.SlugAsync(content.Name.Fr!, cancel);
        var offer = Offer.Write(organisation, slug, content, user.Occurred(request.OccurredAt, clock));
        db.Offers.Add(offer);
        await db.SaveUniqueAsync(Offer.SlugIndex, OfferRules.SlugTaken, cancel);
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/offers/{offer.Id}", await db.ToDetailsAsync(offer, cancel));
    }

    static async Task<Results<Ok<OfferDetails>, NotFound>> Change(
        Guid id, Guid offer, OfferRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOfferAsync(id, offer, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        found.Change(await db.ReadAsync(request, cancel), user.Occurred(request.OccurredAt, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }
}
