using ClusterTic.Events.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Invitations;

/// <summary>
/// Invites organisations to a published event, many at once; those invited before are left as they are. An
/// organisation that the copy does not know yet is invited too: its name shows when the message about it has arrived.
/// </summary>
static class InviteOrganisations
{
    public const int MostAtOnce = 1000;

    public static void Map(RouteGroupBuilder invitations) => invitations.MapPost("/", Handle).Requires(Policies.Manager).WithSummary("Invite organisations");

    static async Task<Results<Ok<InviteResult>, NotFound>> Handle(
        Guid id, InviteRequest request, EventsDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (request.OrganisationIds is not { Count: > 0 }) throw ProblemException.Field("organisationIds", "organisations-missing");
        var organisations = request.OrganisationIds.Distinct().ToList();
        if (organisations.Count > MostAtOnce)
            throw ProblemException.Field("organisationIds", "too-many-organisations", ("most", MostAtOnce));
        var at = user.Occurred(request.OccurredAt, clock);

        return await InviteAsync(db, id, organisations, at, false, cancel) is { } result ? TypedResults.Ok(result) : TypedResults.NotFound();
    }

    /// <param name="dryRun">Counts and invites nobody.</param>
    /// <returns>Null where there is no such event.</returns>
    internal static async Task<InviteResult?> InviteAsync(
        EventsDb db, Guid id, IReadOnlyCollection<Guid> organisations, DateTimeOffset at, bool dryRun, CancellationToken cancel) =>
        await db.InTransactionAsync<InviteResult?>(async () =>
        {
            // The event's row is held, so that two calls at once do not both find an organisation uninvited.
            var found = await db.Events.FromSql($"select * from events where id = {id} for no key update").AsNoTracking().IgnoreAutoIncludes()
                .Select(@event => new { @event.Status, @event.EndsAt }).SingleOrDefaultAsync(cancel);
            if (found is null) return null;
            new Admission(found.Status, found.EndsAt).ForInvitation(at);

            // Who was invited under the name that it went by before is invited.
            var standing = await db.StandingAsync(organisations, cancel);
            var each = await db.WithMergedAsync(standing, cancel);
            var invited = (await db.StandingAsync(
                await db.Invitations.Where(invitation => invitation.EventId == id && each.Contains(invitation.OrganisationId))
                    .Select(invitation => invitation.OrganisationId).ToListAsync(cancel), cancel)).ToHashSet();
            var invitations = standing.Where(organisation => !invited.Contains(organisation))
                .Select(organisation => Invitation.Send(id, organisation, at)).ToList();
            if (dryRun) return new InviteResult(invitations.Count, invited.Count);
            db.AddRange(invitations);
            await db.SaveChangesAsync(cancel);
            return new InviteResult(invitations.Count, invited.Count);
        }, cancel);
}
