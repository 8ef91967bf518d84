using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Commitment;

/// <summary>Records that a signature under the charter no longer holds, also of one who has left.</summary>
static class RevokeSignature
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/charter/{signature:guid}/revoke", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Revoke a signature under the charter");

    static async Task<Results<Ok<CharterSignatureDetails>, NotFound>> Handle(
        Guid id, Guid signature, RevokeCharterRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        if (await db.CharterSignatures.Include(one => one.Signatory).SingleOrDefaultAsync(one => one.Id == signature && one.OrganisationId == id, cancel)
            is not { } found) return TypedResults.NotFound();
        if (!CharterSignature.Reasons.Contains(request.Reason))
            throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", CharterSignature.Reasons)));
        var at = user.Occurred(request.OccurredAt, clock);
        found.Revoke(request.Reason, ProfileReading.Blank(request.Note), user.Id, at);
        var live = await db.LiveSignaturesAsync(id, cancel);
        organisation.RevokeCharter(found, live.Where(one => one != found).Newest(cluster.Value), request.Reason, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails(found.Signatory!.Name));
    }
}
