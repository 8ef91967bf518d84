using System.Globalization;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Imports;

/// <summary>The releases that could not be taken, the newest first, each with its place and the reason.</summary>
static class ListQuarantine
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/quarantine", Handle)
        .Requires(Policies.Manager)
        .WithTags("Imports")
        .WithSummary("Lists the releases that could not be taken");

    static async Task<Ok<Page<QuarantinedRelease>>> Handle(
        [AsParameters] Paging paging, OpportunitiesDb db, ProblemTexts texts, HttpResponse response, CancellationToken cancel)
    {
        var faults = db.Quarantine.AsNoTracking();
        if (paging.Count is true) response.TotalCount(await faults.LongCountAsync(cancel));
        if (paging.Keys(1) is [var key])
        {
            if (!long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) throw ProblemException.Field("after", "cursor-invalid");
            faults = faults.Where(fault => fault.Position < last);
        }
        var rows = await faults.OrderByDescending(fault => fault.Position).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<QuarantinedRelease>(
            [.. page.Select(fault => ToContract(fault, texts))], rows.Count > page.Count ? Cursor.Of(page[^1].Position.ToString(CultureInfo.InvariantCulture)) : null));
    }

    public static QuarantinedRelease ToContract(Quarantined fault, ProblemTexts texts) => new(
        fault.Id, fault.Source, fault.Path, fault.Reason, texts.Find(fault.Reason, ("found", fault.Detail)) ?? fault.Detail, fault.ReceivedAt);
}
