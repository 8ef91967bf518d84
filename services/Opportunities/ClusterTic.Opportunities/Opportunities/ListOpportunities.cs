using System.Globalization;
using ClusterTic.Opportunities.Matches;
using ClusterTic.Opportunities.Tiers;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>The opportunities, for everybody, the newest first.</summary>
static class ListOpportunities
{
    public static void Map(RouteGroupBuilder opportunities) => opportunities
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Lists opportunities, the newest first");

    /// <param name="q">Words that must all occur in title, buyer or ocid.</param>
    /// <param name="status">planned, open, closed, awarded, cancelled.</param>
    /// <param name="tier">national, sub-regional, continental, international.</param>
    /// <param name="code">CPV code; whatever names it or one below it.</param>
    static async Task<Ok<Page<OpportunityDetails>>> Handle(
        string? q, string? status, string? tier, string? code, [AsParameters] Paging paging, OpportunitiesDb db, HttpResponse response,
        CancellationToken cancel)
    {
        var wanted = Filter(db, q, status, tier, code);
        if (paging.Count is true) response.TotalCount(await wanted.LongCountAsync(cancel));
        if (paging.Keys(2) is [var day, var last])
        {
            if (!Guid.TryParse(last, out var id) || !DateTimeOffset.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var at))
                throw ProblemException.Field("after", "cursor-invalid");
            wanted = wanted.Where(one => EF.Functions.LessThan(ValueTuple.Create(one.PublishedAt, one.Id), ValueTuple.Create(at, id)));
        }

        var rows = await Counted(db, wanted.OrderByDescending(one => one.PublishedAt).ThenByDescending(one => one.Id).Take(paging.Take + 1)).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        var next = rows.Count > page.Count ? page[^1].Opportunity : null;
        return TypedResults.Ok(new Page<OpportunityDetails>(
            [.. page.Select(row => row.ToDetails())],
            next is null ? null : Cursor.Of(next.PublishedAt.ToString("O", CultureInfo.InvariantCulture), next.Id.ToString())));
    }

    static IQueryable<Opportunity> Filter(OpportunitiesDb db, string? q, string? status, string? tier, string? code)
    {
        var wanted = db.Opportunities.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(status))
            wanted = OpportunityStatus.All.Contains(status) ? wanted.Where(one => one.Status == status) : throw ProblemException.Field("status", "status-unknown");
        if (!string.IsNullOrWhiteSpace(tier))
            wanted = MarketTiers.All.Contains(tier) ? wanted.Where(one => one.Tier == tier) : throw ProblemException.Field("tier", "tier-unknown");
        if (!string.IsNullOrWhiteSpace(code))
        {
            if (!Cpv.TryParse(code, out var cpv)) throw ProblemException.Field("code", "code-unknown");
            var prefix = cpv.Prefix + "%";
            wanted = wanted.Where(one => db.OpportunityCodes.Any(mine => mine.OpportunityId == one.Id && EF.Functions.Like(mine.Code, prefix)));
        }
        foreach (var word in LikePatterns.Words(SearchText.Fold(q ?? "")))
        {
            var pattern = "%" + LikePatterns.Literal(word) + "%";
            wanted = wanted.Where(one => EF.Functions.Like(one.Search, pattern, LikePatterns.Escape));
        }
        return wanted;
    }

    internal static IQueryable<CountedOpportunity> Counted(OpportunitiesDb db, IQueryable<Opportunity> opportunities) =>
        opportunities.Select(one => new CountedOpportunity(
            one,
            db.Releases.Count(release => release.OpportunityId == one.Id),
            db.Matches.Count(match => match.OpportunityId == one.Id && match.Status == Match.Found)));

    internal sealed record CountedOpportunity(Opportunity Opportunity, int Releases, int Matches)
    {
        public OpportunityDetails ToDetails() => new(
            Opportunity.Id, Opportunity.Version, Opportunity.Ocid, Opportunity.Title, Opportunity.Description, Opportunity.Status, Opportunity.BuyerName,
            Opportunity.BuyerCountry, Opportunity.Tier, Opportunity.Codes, Opportunity.Value, Opportunity.PublishedAt, Opportunity.Deadline, Releases, Matches);
    }
}
