using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Governance;

/// <summary>Convenes a meeting of a body, says afterwards who was there and what was decided, or cancels it.</summary>
static class HoldMeeting
{
    public static void Map(RouteGroupBuilder bodies)
    {
        bodies.MapPost("/{id:guid}/meetings", Add).Requires(Policies.Manager).WithSummary("Enter a meeting of a body");
        bodies.MapPut("/{id:guid}/meetings/{meeting:guid}", Change).Requires(Policies.Manager).RequiresIfMatch().WithSummary("Change a meeting");
        bodies.MapPost("/{id:guid}/meetings/{meeting:guid}/cancel", Cancel).Requires(Policies.Manager).WithSummary("Cancel a meeting");
    }

    static async Task<Results<Created<MeetingDetails>, NotFound>> Add(
        Guid id, MeetingRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body) return TypedResults.NotFound();
        body.RequireOpen();
        var now = clock.GetUtcNow();
        var meeting = new Meeting { BodyId = id, By = user.Id };
        meeting.Take(await db.ReadMeetingAsync(request, cancel), now);
        db.Meetings.Add(meeting);
        await TellAsync(db, body, meeting, false, cluster.Value, now, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/membership/v1/bodies/{id}/meetings", (await db.ToDetailsAsync(body, [meeting], cluster.Value, cancel))[0]);
    }

    static async Task<Results<Ok<MeetingDetails>, NotFound>> Change(
        Guid id, Guid meeting, MeetingRequest request, IfMatch ifMatch, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body || await FindAsync(db, id, meeting, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        body.RequireOpen();
        var (now, wasHeld) = (clock.GetUtcNow(), found.IsHeld);
        found.Change(await db.ReadMeetingAsync(request, cancel), now);
        await TellAsync(db, body, found, wasHeld, cluster.Value, now, cancel);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok((await db.ToDetailsAsync(body, [found], cluster.Value, cancel))[0]);
    }

    static async Task<Results<Ok<MeetingDetails>, NotFound>> Cancel(
        Guid id, Guid meeting, IfMatch ifMatch, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindBodyAsync(id, cancel) is not { } body || await FindAsync(db, id, meeting, cancel) is not { } found) return TypedResults.NotFound();
        ifMatch.Check(found.Version);
        var now = clock.GetUtcNow();
        found.Cancel(now);
        if (found.IsHeld) body.Unhold(found, await db.DaysHeldAsync(id, found.Id, cluster.Value, cancel), now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok((await db.ToDetailsAsync(body, [found], cluster.Value, cancel))[0]);
    }

    static Task<Meeting?> FindAsync(MembershipDb db, Guid body, Guid meeting, CancellationToken cancel) =>
        db.Meetings.SingleOrDefaultAsync(one => one.Id == meeting && one.BodyId == body, cancel);

    /// <summary>A meeting that is only convened is nobody else's business yet.</summary>
    static async Task TellAsync(MembershipDb db, Body body, Meeting meeting, bool wasHeld, ClusterOptions cluster, DateTimeOffset now, CancellationToken cancel)
    {
        if (!meeting.IsHeld && !wasHeld) return;
        var others = await db.DaysHeldAsync(body.Id, meeting.Id, cluster, cancel);
        var on = cluster.DayOf(meeting.StartsAt);
        if (meeting.IsHeld) body.Hold(meeting, on, [.. others, on], now);
        else body.Unhold(meeting, others, now);
    }
}
