using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>What a person agreed to and took back, the newest first.</summary>
static class ListConsents
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/{id:guid}/consents", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.consents", ReadAbout.Person)
        .WithSummary("List a person's consents");

    static async Task<Results<Ok<Page<ConsentDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.People.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var consents = db.Consents.AsNoTracking().Where(one => one.PersonId == id);
        if (paging.Count is true) response.TotalCount(await consents.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            consents = Guid.TryParse(last, out var seen) ? consents.Where(one => one.Id < seen) : throw ProblemException.Field("after", "cursor-invalid");
        var rows = await consents.OrderByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<ConsentDetails>(
            [.. rows.Take(paging.Take).Select(one => one.ToDetails())],
            rows.Count > paging.Take ? Cursor.Of(rows[paging.Take - 1].Id.ToString()) : null));
    }
}
