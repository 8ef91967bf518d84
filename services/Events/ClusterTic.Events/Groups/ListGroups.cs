using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Groups;

/// <summary>The groups that can be invited, in the order in which they were defined.</summary>
static class ListGroups
{
    public static void Map(RouteGroupBuilder groups) => groups.MapGet("/", Handle).Requires(Policies.Manager).WithSummary("List groups that can be invited");

    static async Task<Ok<Page<InvitableGroup>>> Handle([AsParameters] Paging paging, EventsDb db, HttpResponse response, CancellationToken cancel)
    {
        var groups = db.Groups.AsNoTracking().Where(one => one.ClosedAt == null);
        if (paging.Count is true) response.TotalCount(await groups.LongCountAsync(cancel));
        if (paging.AfterId() is { } after) groups = groups.Where(one => one.Id > after);
        var rows = await groups.OrderBy(one => one.Id).Take(paging.Take + 1)
            .Select(one => new InvitableGroup(one.Id, one.Code, one.Name, one.OrganisationIds.Length, one.TakenAt)).ToListAsync(cancel);
        return TypedResults.Ok(rows.ToPage(paging, row => row.Id));
    }
}
