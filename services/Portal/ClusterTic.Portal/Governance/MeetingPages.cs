using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Governance;

/// <summary>When a body meets, who was there and what was decided.</summary>
static class MeetingPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/bodies/{id:guid}/meetings", Index).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/meetings", Add).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/meetings/{meeting:guid}", Change).Requires(Policies.Manager);
        pages.MapPost("/bodies/{id:guid}/meetings/{meeting:guid}/cancel", Cancel).Requires(Policies.Manager);
    }

    static Task<IResult> Index(Guid id, string? done, GovernanceService governance, CancellationToken cancel) =>
        Page(id, done, null, StatusCodes.Status200OK, governance, cancel);

    static async Task<IResult> Page(Guid id, string? done, NamedForm? form, int status, GovernanceService governance, CancellationToken cancel)
    {
        var (asked, meetings) = (governance.Body(id, cancel), governance.Meetings(id, 50, cancel));
        var body = await asked;
        return body.IsHere
            ? Show.Page<MeetingsPage>(new { Body = body.Value, Meetings = await meetings, Done = done, Form = form }, status)
            : Show.Instead(body);
    }

    static async Task<IResult> Add(
        Guid id, IFormCollection form, GovernanceService governance, PeopleService people, IOptions<ClusterOptions> cluster, Texts texts, CancellationToken cancel)
    {
        var (guests, refused) = await KnownGuests.FindAsync(form, people, texts, cancel);
        return await Answer(
            id, "meeting", form,
            refused ?? Read(form, guests, cluster.Value, texts, out var meeting) ?? await governance.AddMeeting(id, meeting, form.Attempt(), cancel),
            governance, texts, cancel);
    }

    static async Task<IResult> Change(
        Guid id, Guid meeting, IFormCollection form, GovernanceService governance, PeopleService people, IOptions<ClusterOptions> cluster, Texts texts,
        CancellationToken cancel)
    {
        var (guests, refused) = await KnownGuests.FindAsync(form, people, texts, cancel);
        return await Answer(
            id, $"change-{meeting}", form,
            refused ?? Read(form, guests, cluster.Value, texts, out var change)
                ?? await governance.ChangeMeeting(id, meeting, change, form.Attempt().Seen ?? 0, cancel),
            governance, texts, cancel, "change");
    }

    static async Task<IResult> Cancel(
        Guid id, Guid meeting, IFormCollection form, GovernanceService governance, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"cancel-{meeting}", form, await governance.CancelMeeting(id, meeting, form.Attempt(), cancel), governance, texts, cancel, "cancel");

    static async Task<IResult> Answer(
        Guid id, string name, IFormCollection form, Part<MeetingDetails> taken, GovernanceService governance, Texts texts, CancellationToken cancel,
        string? done = null) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/bodies/{id}/meetings?done={done ?? name}"))
            : await Page(id, null, NamedForm.Of(name, form, taken, texts), Show.StatusOf(taken), governance, cancel);

    /// <summary>A refusal where a number is none.</summary>
    static Part<MeetingDetails>? Read(IFormCollection form, IEnumerable<Guid> guests, ClusterOptions cluster, Texts texts, out MeetingRequest meeting)
    {
        var numbers = new Numbers(form, texts);
        meeting = new(
            Start(form, cluster), form.Text("place"), form.Text("online") is not null, form.Text("agenda"),
            [.. form["attendee"].Select(one => Guid.TryParse(one, out var person) ? person : default).Where(person => person != default).Union(guests)],
            (int?)numbers.Read("guests", 1000) ?? 0, form.Text("decisions"));
        return numbers.Refused<MeetingDetails>();
    }

    /// <summary>Date and time are meant where the cluster is; null where either is none.</summary>
    static DateTimeOffset? Start(IFormCollection form, ClusterOptions cluster)
    {
        if (NamedForm.Day(form.Text("day")) is not { } day) return null;
        if (!TimeOnly.TryParseExact(form.Text("time"), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, cluster.TimeZoneInfo.GetUtcOffset(local));
    }
}
