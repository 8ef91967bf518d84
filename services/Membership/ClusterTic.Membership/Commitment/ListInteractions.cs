using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>The team's contacts with one organisation, the newest first; and over all of them what is to be followed up, the most urgent first.</summary>
static class ListInteractions
{
    public static void Map(RouteGroupBuilder organisations, RouteGroupBuilder interactions)
    {
        organisations.MapGet("/{id:guid}/interactions", List).Requires(Policies.Manager).RecordsReads("interactions.list").WithSummary("List the contacts with an organisation");
        interactions.MapGet("/", Due).Requires(Policies.Manager).RecordsReads("follow-ups.list").WithSummary("List open follow-ups");
    }

    static async Task<Results<Ok<Page<InteractionDetails>>, NotFound>> List(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var interactions = db.Interactions.AsNoTracking().Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await interactions.LongCountAsync(cancel));
        if (paging.AfterDayAndId() is var (day, last))
            interactions = interactions.Where(one => EF.Functions.LessThan(ValueTuple.Create(one.HappenedOn, one.Id), ValueTuple.Create(day, last)));
        var rows = await interactions.OrderByDescending(one => one.HappenedOn).ThenByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<InteractionDetails>(
            await db.ToDetailsAsync(page, cancel), rows.Count > paging.Take ? page[^1].HappenedOn.ToCursor(page[^1].Id) : null));
    }

    /// <param name="due">Those that are to be followed up until that day; all of them where it is not said.</param>
    static async Task<Ok<Page<InteractionDetails>>> Due(
        DateOnly? due, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var open = db.Interactions.AsNoTracking().Where(one => one.FollowUpOn != null && !one.FollowUpDone && one.CancelledAt == null);
        if (due is { } until) open = open.Where(one => one.FollowUpOn <= until);
        if (paging.Count is true) response.TotalCount(await open.LongCountAsync(cancel));
        if (paging.AfterDayAndId() is var (day, last))
            open = open.Where(one => EF.Functions.GreaterThan(ValueTuple.Create(one.FollowUpOn!.Value, one.Id), ValueTuple.Create(day, last)));
        var rows = await open.OrderBy(one => one.FollowUpOn).ThenBy(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<InteractionDetails>(
            await db.ToDetailsAsync(page, cancel), rows.Count > paging.Take ? page[^1].FollowUpOn!.Value.ToCursor(page[^1].Id) : null));
    }
}
