using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>The cluster's bodies in the order in which they were defined; one with its mandates; and what changed in it.</summary>
static class ListBodies
{
    public static void Map(RouteGroupBuilder bodies)
    {
        bodies.MapGet("/", List).Requires(Policies.Manager).WithSummary("List bodies");
        bodies.MapGet("/{id:guid}", Show).Requires(Policies.Manager).RecordsReads("bodies.show").WithSummary("Show a body with its mandates");
        bodies.MapGet("/{id:guid}/history", History).Requires(Policies.Manager).WithSummary("Show a body's history");
    }

    static async Task<Ok<Page<BodyEntry>>> List(
        [AsParameters] Paging paging, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock, HttpResponse response, CancellationToken cancel)
    {
        var today = cluster.Value.DayOf(clock.GetUtcNow());
        var bodies = db.Bodies.AsNoTracking();
        if (paging.Count is true) response.TotalCount(await bodies.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            bodies = Guid.TryParse(last, out var seen) ? bodies.Where(one => one.Id > seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await bodies.OrderBy(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<BodyEntry>(
            [.. rows.Take(paging.Take).Select(one => new BodyEntry(one.Id, one.Kind, one.Name, one.Seats, one.FilledOn(today), one.ClosedAt))],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }

    static async Task<Results<Ok<BodyDetails>, NotFound>> Show(
        Guid id, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel) =>
        await db.FindBodyAsync(id, cancel) is { } body
            ? TypedResults.Ok(await db.ToDetailsAsync(body, cluster.Value.DayOf(clock.GetUtcNow()), cancel))
            : TypedResults.NotFound();

    static async Task<Results<Ok<Page<FieldChange>>, NotFound>> History(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel) =>
        await db.Bodies.AnyAsync(one => one.Id == id, cancel)
            ? TypedResults.Ok(await db.ReadHistoryAsync(id, paging, response, cancel))
            : TypedResults.NotFound();
}
