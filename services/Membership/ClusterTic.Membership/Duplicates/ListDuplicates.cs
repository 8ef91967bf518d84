using System.Globalization;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>Pairs of organisations that may be one, the likeliest first; and what one organisation could be the same as, looked for now.</summary>
static class ListDuplicates
{
    public static void Map(RouteGroupBuilder organisations, RouteGroupBuilder duplicates)
    {
        organisations.MapGet("/{id:guid}/duplicates", Of).Requires(Policies.Manager).WithSummary("What an organisation could be the same as");
        duplicates.MapGet("/", List).Requires(Policies.Manager).WithSummary("List possible duplicates");
    }

    static async Task<Results<Ok<IReadOnlyList<DuplicateCandidate>>, NotFound>> Of(Guid id, MembershipDb db, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var alike = await db.LikeOrganisationAsync(id, cancel);
        var others = alike.Select(one => one.Other).ToArray();
        var known = await db.Organisations.AsNoTracking().Where(one => others.Contains(one.Id)).Select(Alike).ToDictionaryAsync(one => one.Id, cancel);
        var dismissed = await db.DuplicatePairs.Where(pair => pair.DismissedAt != null && (pair.FirstId == id || pair.SecondId == id))
            .Select(pair => pair.FirstId == id ? pair.SecondId : pair.FirstId).ToHashSetAsync(cancel);
        return TypedResults.Ok<IReadOnlyList<DuplicateCandidate>>(
            [.. alike.Select(one => new DuplicateCandidate(known[one.Other], one.Why, one.Value, dismissed.Contains(one.Other)))]);
    }

    /// <param name="dismissed">True for those that somebody has said to be two.</param>
    static async Task<Ok<Page<DuplicatePairDetails>>> List(
        bool? dismissed, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        // A status changes without a key: who has left since the pair was found is left out here.
        var pairs =
            from pair in db.DuplicatePairs.AsNoTracking()
            join first in db.Organisations on pair.FirstId equals first.Id
            join second in db.Organisations on pair.SecondId equals second.Id
            where pair.DismissedAt != null == (dismissed ?? false) && OrganisationStatuses.Open.Contains(first.Status) && OrganisationStatuses.Open.Contains(second.Status)
            select pair;
        if (paging.Count is true) response.TotalCount(await pairs.LongCountAsync(cancel));
        if (paging.Keys(3) is [var likeness, var one, var other])
        {
            if (!float.TryParse(likeness, CultureInfo.InvariantCulture, out var value) || !Guid.TryParse(one, out var lastFirst) || !Guid.TryParse(other, out var lastSecond))
                throw ProblemException.Field("after", "cursor-invalid");
            pairs = pairs.Where(pair => EF.Functions.LessThan(
                ValueTuple.Create(pair.Likeness, pair.FirstId, pair.SecondId), ValueTuple.Create(value, lastFirst, lastSecond)));
        }

        var rows = await pairs.OrderByDescending(pair => pair.Likeness).ThenByDescending(pair => pair.FirstId).ThenByDescending(pair => pair.SecondId)
            .Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        var ids = page.SelectMany(pair => new[] { pair.FirstId, pair.SecondId }).Distinct().ToArray();
        var known = await db.Organisations.AsNoTracking().Where(organisation => ids.Contains(organisation.Id)).Select(Alike).ToDictionaryAsync(organisation => organisation.Id, cancel);
        return TypedResults.Ok(new Page<DuplicatePairDetails>(
            [.. page.Select(pair => pair.ToDetails(known[pair.FirstId], known[pair.SecondId]))],
            rows.Count > page.Count
                ? Cursor.Of(page[^1].Likeness.ToString("R", CultureInfo.InvariantCulture), page[^1].FirstId.ToString(), page[^1].SecondId.ToString())
                : null));
    }

    internal static readonly System.Linq.Expressions.Expression<Func<Organisation, AlikeOrganisation>> Alike = one =>
        new AlikeOrganisation(one.Id, one.Name, one.TradeName, one.Status.Code(), one.Region, one.Town, one.Idu, one.Rccm, one.Ncc, one.MemberSince);
}
