using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Privacy;

/// <summary>Orders of erasure: those that a service has not confirmed yet first, the oldest on top, then those that are done.</summary>
static class ListErasures
{
    public static void Map(RouteGroupBuilder erasures)
    {
        erasures.MapGet("/", List).Requires(Policies.Manager).WithSummary("List orders of erasure");
        erasures.MapGet("/{id:guid}", Show).Requires(Policies.Manager).WithSummary("Show an order of erasure");
    }

    /// <param name="open">With true only those that are not complete.</param>
    /// <param name="person">Only the one about this person.</param>
    static async Task<Ok<Page<ErasureDetails>>> List(
        bool? open, Guid? person, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var erasures = db.Erasures.AsNoTracking();
        if (open is true) erasures = erasures.Where(one => one.CompletedAt == null);
        if (person is not null) erasures = erasures.Where(one => one.PersonId == person);
        if (paging.Count is true) response.TotalCount(await erasures.LongCountAsync(cancel));
        if (paging.AfterTextAndId() is var (group, id))
        {
            var done = group == "done";
            erasures = erasures.Where(one => done ? one.CompletedAt != null && one.Id > id : one.CompletedAt != null || one.Id > id);
        }

        var rows = await erasures.OrderBy(one => one.CompletedAt != null).ThenBy(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<ErasureDetails>(
            [.. page.Select(one => one.ToDetails())],
            rows.Count > page.Count ? Cursor.Of(page[^1].CompletedAt is null ? "open" : "done", page[^1].Id.ToString()) : null));
    }

    static async Task<Results<Ok<ErasureDetails>, NotFound>> Show(Guid id, MembershipDb db, CancellationToken cancel) =>
        await db.Erasures.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } erasure
            ? TypedResults.Ok(erasure.ToDetails())
            : TypedResults.NotFound();
}
