using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Representation;

/// <summary>Ends that somebody acts for an organisation: the cluster team does, or whoever acts for it for itself.</summary>
static class EndRepresentative
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/representatives/{representative:guid}/end", Handle)
        .Requires(Policies.OwnOrganisation)
        .WithSummary("End a representation");

    static async Task<Results<Ok<RepresentativeDetails>, NotFound>> Handle(
        Guid id, Guid representative, EndRepresentativeRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindRepresentativeAsync(id, representative, cancel) is not { } found) return TypedResults.NotFound();
        if (!user.IsInRole(Roles.Manager) && (found.Issuer, found.Subject) != (user.Account?.Issuer, user.Account?.Subject))
            throw new ProblemException(StatusCodes.Status403Forbidden, RepresentationRules.NotYourRepresentation);
        ifMatch.Check(found.Version);
        if (!Representative.Reasons.Contains(request.Reason))
            throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", Representative.Reasons)));
        var now = clock.GetUtcNow();
        found.End(request.Reason, user.Id, now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(found.ToDetails(now));
    }
}
