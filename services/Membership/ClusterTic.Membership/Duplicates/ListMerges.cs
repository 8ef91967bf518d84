using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>Merges that were made, the newest first, of all organisations or of one.</summary>
static class ListMerges
{
    public static void Map(RouteGroupBuilder merges) => merges.MapGet("/", List).Requires(Policies.Manager).WithSummary("List merges");

    /// <param name="organisation">Only those that this one went on from, or ended in.</param>
    static async Task<Ok<Page<MergeDetails>>> List(
        Guid? organisation, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var merges = db.Merges.AsNoTracking();
        if (organisation is { } one) merges = merges.Where(merge => merge.KeptId == one || merge.AbsorbedId == one);
        if (paging.Count is true) response.TotalCount(await merges.LongCountAsync(cancel));
        if (paging.AfterId() is { } after) merges = merges.Where(merge => merge.Id < after);
        var rows = await merges.OrderByDescending(merge => merge.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var ids = rows.SelectMany(merge => new[] { merge.KeptId, merge.AbsorbedId }).Distinct().ToArray();
        var names = await db.Organisations.Where(known => ids.Contains(known.Id)).ToDictionaryAsync(known => known.Id, known => known.Name, cancel);
        return TypedResults.Ok(rows.Select(merge => merge.ToDetails(names[merge.KeptId], names[merge.AbsorbedId])).ToList().ToPage(paging, merge => merge.Id));
    }

    public static MergeDetails ToDetails(this OrganisationMerge merge, string kept, string absorbed) => new(
        merge.Id, merge.KeptId, kept, merge.AbsorbedId, absorbed, merge.By, merge.ByName, merge.At, merge.UndoUntil, merge.UndoneAt,
        [.. MergeFields.All.Where(field => merge.Fields.Any(taken => field.Properties.Contains(taken.Property))).Select(field => field.Code)],
        merge.Moved.ToCounts(merge.Taken));
}
