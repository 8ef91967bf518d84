using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>People who may be entered twice, and those of whom somebody has said that they are two.</summary>
static class ListPeopleTwice
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/duplicates", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.duplicates")
        .WithSummary("List people who may be entered twice");

    /// <param name="dismissed">True for those that somebody has said to be two.</param>
    static async Task<Ok<Page<PeopleAlike>>> Handle(
        bool? dismissed, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (paging.Count is true) response.TotalCount(dismissed is true ? await db.Apart().LongCountAsync(cancel) : await db.CountAlikeAsync(cancel));
        var (first, second) = paging.Keys(2) is [var one, var other] ? (Read(one), Read(other)) : (Guid.Empty, Guid.Empty);
        var rows = dismissed is true
            ? (await db.Apart().Where(pair => EF.Functions.GreaterThan(ValueTuple.Create(pair.FirstId, pair.SecondId), ValueTuple.Create(first, second)))
                .OrderBy(pair => pair.FirstId).ThenBy(pair => pair.SecondId).Take(paging.Take + 1).ToListAsync(cancel)).ConvertAll(AlikePeople.ToAlike)
            : await db.AlikeAsync(first, second, paging.Take + 1, cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<PeopleAlike>(
            await db.ToAlikeAsync(page, cancel), rows.Count > page.Count ? Cursor.Of(page[^1].FirstId.ToString(), page[^1].SecondId.ToString()) : null));
    }

    static Guid Read(string key) => Guid.TryParse(key, out var id) ? id : throw ProblemException.Field("after", "cursor-invalid");
}
