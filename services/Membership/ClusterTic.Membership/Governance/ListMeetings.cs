using System.Globalization;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>A body's meetings, the newest first, with the cancelled ones.</summary>
static class ListMeetings
{
    public static void Map(RouteGroupBuilder bodies) => bodies
        .MapGet("/{id:guid}/meetings", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("meetings.list")
        .WithSummary("List a body's meetings");

    static async Task<Results<Ok<Page<MeetingDetails>>, NotFound>> Handle(
        Guid id, [AsParameters] Paging paging, MembershipDb db, IOptions<ClusterOptions> cluster, HttpResponse response, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        var meetings = db.Meetings.AsNoTracking().Where(one => one.BodyId == id);
        if (paging.Count is true) response.TotalCount(await meetings.LongCountAsync(cancel));
        if (paging.Keys(2) is [var start, var last])
        {
            if (!DateTimeOffset.TryParseExact(start, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var before) || !Guid.TryParse(last, out var seen))
                throw ProblemException.Field("after", "cursor-invalid");
            meetings = meetings.Where(one => EF.Functions.LessThan(ValueTuple.Create(one.StartsAt, one.Id), ValueTuple.Create(before.ToUniversalTime(), seen)));
        }

        var rows = await meetings.OrderByDescending(one => one.StartsAt).ThenByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new Page<MeetingDetails>(
            await db.ToDetailsAsync(body, page, cluster.Value, cancel),
            rows.Count > paging.Take ? Cursor.Of(page[^1].StartsAt.ToString("O", CultureInfo.InvariantCulture), page[^1].Id.ToString()) : null));
    }
}
