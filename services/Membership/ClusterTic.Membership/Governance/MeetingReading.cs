using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Governance;

/// <summary>Turns what was sent into what a meeting keeps, or names every field at fault; and meetings into what is shown of them.</summary>
static class MeetingReading
{
    public static async Task<Convened> ReadMeetingAsync(this MembershipDb db, MeetingRequest request, CancellationToken cancel)
    {
        var place = ProfileReading.Blank(request.Place);
        var people = request.Attendees?.Distinct().ToArray() ?? [];
        var faults = new Faults();
        faults.Check(request.StartsAt is not null, "startsAt", "required");
        faults.Check(place is not null || request.IsOnline, "place", CommitmentRules.MeetingNeedsPlace);
        faults.Check(
            people.Length == 0 || await db.People.CountAsync(one => people.Contains(one.Id), cancel) == people.Length, "attendees", BodyRules.UnknownPerson);
        faults.Refuse();
        return new(
            request.StartsAt!.Value.ToUniversalTime(), place, request.IsOnline, ProfileReading.Blank(request.Agenda), people, request.Guests,
            ProfileReading.Blank(request.Decisions));
    }

    /// <summary>The days on which the body met, but for one meeting that is being changed.</summary>
    public static async Task<List<DateOnly>> DaysHeldAsync(
        this MembershipDb db, Guid body, Guid except, ClusterOptions cluster, CancellationToken cancel)
    {
        var starts = await db.Meetings.Where(one => one.BodyId == body && one.Id != except && one.IsHeld && one.CancelledAt == null)
            .Select(one => one.StartsAt).ToListAsync(cancel);
        return [.. starts.Select(cluster.DayOf)];
    }

    public static async Task<List<MeetingDetails>> ToDetailsAsync(
        this MembershipDb db, Body body, IReadOnlyList<Meeting> meetings, ClusterOptions cluster, CancellationToken cancel)
    {
        var people = meetings.SelectMany(one => one.Attendees, (_, attendee) => attendee.PersonId).Distinct().ToArray();
        var names = people.Length == 0
            ? [] : await db.People.Where(one => people.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        return [.. meetings.Select(one => new MeetingDetails(
            one.Id, one.Version, one.BodyId, one.StartsAt, one.Place, one.IsOnline, one.Agenda, one.Decisions,
            [.. one.Attendees.Select(attendee => new AttendeeDetails(
                    attendee.PersonId, names[attendee.PersonId],
                    body.Mandates.Any(mandate => mandate.PersonId == attendee.PersonId && mandate.IsLive(cluster.DayOf(one.StartsAt)))))
                .OrderByDescending(attendee => attendee.HasMandate).ThenBy(attendee => attendee.Name, StringComparer.CurrentCulture)],
            one.Guests, one.Present, one.IsHeld, one.CancelledAt))];
    }
}
