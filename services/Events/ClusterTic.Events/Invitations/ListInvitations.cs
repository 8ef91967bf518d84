using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Invitations;

/// <summary>An event's invitations in the order in which they were sent, with the organisations' names.</summary>
static class ListInvitations
{
    public static void Map(RouteGroupBuilder invitations) => invitations.MapGet("/", Handle).Requires(Policies.Manager).WithSummary("List invitations");

    static async Task<Results<Ok<Page<InvitationDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, EventsDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Events.AnyAsync(@event => @event.Id == id, cancel)) return TypedResults.NotFound();
        var invitations = db.Invitations.AsNoTracking().Where(invitation => invitation.EventId == id);
        if (paging.Count is true) response.TotalCount(await invitations.LongCountAsync(cancel));
        if (paging.AfterId() is { } after) invitations = invitations.Where(invitation => invitation.Id > after);

        var rows = await (
            from invitation in invitations
            join organisation in db.Organisations on invitation.OrganisationId equals organisation.Id into known
            from organisation in known.DefaultIfEmpty()
            join standing in db.Organisations on organisation.MergedInto equals standing.Id into merged
            from standing in merged.DefaultIfEmpty()
            orderby invitation.Id
            select new InvitationDetails(
                invitation.Id, invitation.Version, invitation.EventId,
                standing == null ? invitation.OrganisationId : standing.Id, standing == null ? organisation.Name : standing.Name,
                invitation.Status, invitation.SentAt)).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(rows.ToPage(paging, row => row.Id));
    }
}
