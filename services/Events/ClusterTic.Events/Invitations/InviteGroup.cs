using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Invitations;

/// <summary>
/// Invites every organisation that was in a group when it was last published, by so many at a time as a call of single
/// ones may have. Whoever was invited before is left as it is, so the same call again goes on where one ended.
/// </summary>
static class InviteGroup
{
    public static void Map(RouteGroupBuilder invitations) =>
        invitations.MapPost("/group", Handle).Requires(Policies.Manager).DisableRequestTimeout().WithSummary("Invite a group of organisations");

    /// <param name="dryRun">Counts and invites nobody.</param>
    static async Task<Results<Ok<InviteResult>, NotFound>> Handle(
        Guid id, InviteGroupRequest request, bool? dryRun, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var at = user.Occurred(request.OccurredAt, clock);
        if (await db.Groups.AsNoTracking().Where(one => one.Id == request.GroupId && one.ClosedAt == null).Select(one => one.OrganisationIds)
            .SingleOrDefaultAsync(cancel) is not { } organisations) throw ProblemException.Field("groupId", "unknown-group");
        if (organisations.Length == 0) throw ProblemException.Field("groupId", "group-empty");

        var (sent, skipped) = (0, 0);
        foreach (var some in organisations.Chunk(InviteOrganisations.MostAtOnce))
        {
            if (await InviteOrganisations.InviteAsync(db, id, some, at, dryRun is true, cancel) is not { } result) return TypedResults.NotFound();
            (sent, skipped) = (sent + result.Sent, skipped + result.Skipped);
            db.ChangeTracker.Clear();
        }

        return TypedResults.Ok(new InviteResult(sent, skipped));
    }
}
