using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>An organisation's signatures under the charter, the newest first, with those that no longer hold.</summary>
static class ListSignatures
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapGet("/{id:guid}/charter", Handle)
        .Requires(Policies.OwnOrganisation)
        .RecordsReads("signatures.list")
        .WithSummary("List an organisation's signatures under the charter");

    static async Task<Results<Ok<Page<CharterSignatureDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var signatures = db.CharterSignatures.AsNoTracking().Include(one => one.Signatory).Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await signatures.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            signatures = Guid.TryParse(last, out var seen) ? signatures.Where(one => one.Id < seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await signatures.OrderByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<CharterSignatureDetails>(
            [.. rows.Take(paging.Take).Select(one => one.ToDetails(one.Signatory!.Name))],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }
}
