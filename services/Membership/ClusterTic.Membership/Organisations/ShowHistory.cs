using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Organisations;

/// <summary>Every change to an organisation, field by field, the newest first.</summary>
static class ShowHistory
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapGet("/{id:guid}/history", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("organisations.history")
        .WithSummary("Show an organisation's history");

    static async Task<Results<Ok<Page<FieldChange>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel) =>
        await db.Organisations.AnyAsync(one => one.Id == id, cancel)
            ? TypedResults.Ok(await db.ReadHistoryAsync(id, paging, response, cancel))
            : TypedResults.NotFound();
}
