using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Matches;

/// <summary>The members that could serve an opportunity, best first, with the reasons.</summary>
static class ListMatches
{
    public static void Map(RouteGroupBuilder opportunities) => opportunities
        .MapGet("/{id:guid}/matches", Handle)
        .Requires(Policies.ReadReports)
        .WithSummary("Lists the members that could serve an opportunity, best first, with the reasons");

    static async Task<Results<Ok<Page<MatchDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, OpportunitiesDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Opportunities.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var matches = db.Matches.AsNoTracking().Where(match => match.OpportunityId == id && match.Status == Match.Found);
        if (paging.Count is true) response.TotalCount(await matches.LongCountAsync(cancel));
        if (paging.Keys(2) is [var points, var last])
        {
            if (!Guid.TryParse(last, out var lastId) || !int.TryParse(points, NumberStyles.None, CultureInfo.InvariantCulture, out var score))
                throw ProblemException.Field("after", "cursor-invalid");
            matches = matches.Where(match => match.Score < score || (match.Score == score && match.Id > lastId));
        }
        var rows = await (
            from match in matches
            orderby match.Score descending, match.Id
            join supplier in db.Suppliers on match.OrganisationId equals supplier.Id
            select new { Match = match, supplier.Name }).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<MatchDetails>(
            [.. page.Select(row => new MatchDetails(row.Match.Id, id, row.Match.OrganisationId, row.Name, row.Match.Score, row.Match.Reasons))],
            rows.Count > page.Count ? Cursor.Of(page[^1].Match.Score.ToString(CultureInfo.InvariantCulture), page[^1].Match.Id.ToString()) : null));
    }
}
