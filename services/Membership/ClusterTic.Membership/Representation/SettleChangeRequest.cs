using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>The team's word on what an organisation asked for: it is done with the approval, or turned down with a reason.</summary>
static class SettleChangeRequest
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/change-requests/{request:guid}/approve", Approve).Requires(Policies.Manager)
            .WithSummary("Approve a change of identity and carry it out");
        organisations.MapPost("/{id:guid}/change-requests/{request:guid}/reject", Reject).Requires(Policies.Manager)
            .WithSummary("Reject a change of identity");
    }

    public static Task<ChangeRequest?> FindChangeRequestAsync(this MembershipDb db, Guid organisation, Guid id, CancellationToken cancel) =>
        db.ChangeRequests.Include(one => one.Organisation).Include(one => one.Person)
            .SingleOrDefaultAsync(one => one.Id == id && one.OrganisationId == organisation, cancel);

    static Task<Results<Ok<ChangeRequestDetails>, NotFound>> Approve(
        Guid id, Guid request, IfMatch ifMatch, MembershipDb db, RepresentationMails mails, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        SettleAsync(id, request, ifMatch, db, mails, found => found.Approve(user, clock.GetUtcNow()), cancel);

    static Task<Results<Ok<ChangeRequestDetails>, NotFound>> Reject(
        Guid id, Guid request, RejectChangeRequest body, IfMatch ifMatch, MembershipDb db, RepresentationMails mails, CurrentUser user, TimeProvider clock,
        CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(body.Why)) throw ProblemException.Field("why", "required");
        return SettleAsync(id, request, ifMatch, db, mails, found => found.Reject(body.Why, user, clock.GetUtcNow()), cancel);
    }

    static async Task<Results<Ok<ChangeRequestDetails>, NotFound>> SettleAsync(
        Guid id, Guid request, IfMatch ifMatch, MembershipDb db, RepresentationMails mails, Action<ChangeRequest> step, CancellationToken cancel)
    {
        if (await db.FindChangeRequestAsync(id, request, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        step(found);
        if (found.Person is { } person) mails.AddDecision(db, found.Organisation!, person, "change-" + found.Status, found.Decision);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails());
    }
}
