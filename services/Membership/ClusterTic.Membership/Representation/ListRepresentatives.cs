using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>Everybody who acts, acted or was invited to act for an organisation, the newest first.</summary>
static class ListRepresentatives
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapGet("/{id:guid}/representatives", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("representatives.list")
        .WithSummary("List an organisation's representatives");

    public static Task<Representative?> FindRepresentativeAsync(this MembershipDb db, Guid organisation, Guid id, CancellationToken cancel) =>
        db.Representatives.Include(one => one.Person).SingleOrDefaultAsync(one => one.Id == id && one.OrganisationId == organisation, cancel);

    static async Task<Results<Ok<Page<RepresentativeDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, TimeProvider clock, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var representatives = db.Representatives.AsNoTracking().Include(one => one.Person).Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await representatives.LongCountAsync(cancel));
        if (paging.AfterId() is { } last) representatives = representatives.Where(one => one.Id < last);
        var rows = await representatives.OrderByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(rows.ConvertAll(one => one.ToDetails(now)).ToPage(paging, one => one.Id));
    }
}
