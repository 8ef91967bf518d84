using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Catalogue;

/// <summary>Puts an offer into the catalogue, says that it is still true, or takes it out.</summary>
static class PublishOffer
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/offers/{offer:guid}/publish", Publish).Requires(Policies.OwnOrganisation).WithSummary("Publish an offer");
        organisations.MapPost("/{id:guid}/offers/{offer:guid}/confirm", Confirm).Requires(Policies.OwnOrganisation).WithSummary("Say that an offer is still true");
        organisations.MapPost("/{id:guid}/offers/{offer:guid}/withdraw", Withdraw).Requires(Policies.OwnOrganisation).WithSummary("Withdraw an offer");
    }

    static async Task<Results<Ok<OfferDetails>, NotFound>> Publish(
        Guid id, Guid offer, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        return await StepAsync(id, offer, ifMatch, db, found => found.Publish(organisation, user.Occurred(request.OccurredAt, clock)), cancel);
    }

    static Task<Results<Ok<OfferDetails>, NotFound>> Confirm(
        Guid id, Guid offer, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        StepAsync(id, offer, ifMatch, db, found => found.Confirm(user.Occurred(request.OccurredAt, clock)), cancel);

    static Task<Results<Ok<OfferDetails>, NotFound>> Withdraw(
        Guid id, Guid offer, StepRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        StepAsync(id, offer, ifMatch, db, found => found.Withdraw(user.Occurred(request.OccurredAt, clock)), cancel);

    static async Task<Results<Ok<OfferDetails>, NotFound>> StepAsync(
        Guid id, Guid offer, IfMatch ifMatch, MembershipDb db, Action<Offer> step, CancellationToken cancel)
    {
        if (await db.FindOfferAsync(id, offer, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        step(found);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(found, cancel));
    }
}
