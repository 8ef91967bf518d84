using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>
/// Invites the main contact of each member for which nobody acts and nobody has an invitation that still holds: members
/// that came by an import or were backdated were never invited.
/// </summary>
static class InviteMembers
{
    /// <summary>Each is a mail; a go ends within the time that a request has.</summary>
    public const int MostAtOnce = 500;

    const int Batch = 100;

    public static void Map(RouteGroupBuilder representations) => representations
        .MapPost("/invitations", Handle)
        .Requires(Policies.Manager)
        .DisableRequestTimeout()
        .WithSummary("Invite the main contact of each member without representative");

    /// <summary>Nobody acts for it, and no invitation to do so can be accepted any more.</summary>
    public static IQueryable<Organisation> WithoutRepresentative(this IQueryable<Organisation> organisations, MembershipDb db, DateTimeOffset now) =>
        organisations.Where(one => !db.Representatives.Any(acts =>
            acts.OrganisationId == one.Id && acts.EndedAt == null && (acts.AppointedAt != null || acts.ExpiresAt > now)));

    /// <param name="dryRun">Counts and invites nobody.</param>
    static async Task<Ok<InvitedMembers>> Handle(
        bool? dryRun, MembershipDb db, RepresentationMails mails, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var all = db.Organisations.Where(one => one.Status == OrganisationStatus.Member).WithoutRepresentative(db, now);
        if (dryRun is true)
        {
            var count = await all.CountAsync(cancel);
            return TypedResults.Ok(new InvitedMembers(Math.Min(count, MostAtOnce), Math.Max(count - MostAtOnce, 0)));
        }

        return TypedResults.Ok(await db.InTransactionAsync(async () =>
        {
            // One go at a time: two that run at once would write two mails to each.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('invite-members'))", cancel);
            var ids = await all.OrderBy(one => one.Id).Select(one => one.Id).Take(MostAtOnce).ToListAsync(cancel);
            foreach (var some in ids.Chunk(Batch))
            {
                var organisations = await db.Organisations.Include(one => one.Contact).Where(one => some.Contains(one.Id)).ToListAsync(cancel);
                var expired = await db.Representatives.Include(one => one.Person).Where(one => some.Contains(one.OrganisationId) && one.EndedAt == null).ToListAsync(cancel);
                foreach (var organisation in organisations)
                {
                    if (expired.Find(one => one.OrganisationId == organisation.Id && one.PersonId == organisation.ContactId) is { } again)
                        mails.AddInvitation(db, organisation, again.Person!, again.InviteAgain(user, now));
                    else if (organisation.Contact is { } contact)
                        db.Add(organisation, contact, mails, user, now);
                }

                await db.SaveChangesAsync(cancel);
            }

            return new InvitedMembers(ids.Count, await all.CountAsync(cancel));
        }, cancel));
    }
}
