using ClusterTic.Events;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Groups;

/// <summary>Invites a published group to a coming event, once the reader has seen how many that are.</summary>
static class InvitePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/groups/{id:guid}/invite", Ask).Requires(Policies.Manager);
        pages.MapPost("/groups/{id:guid}/invite", Invite).Requires(Policies.Manager);
    }

    static Task<IResult> Ask(
        Guid id, string? @event, MembershipService membership, EventsService events, Reader reader, Texts texts, TimeProvider clock, CancellationToken cancel) =>
        Page(id, Guid.TryParse(@event, out var chosen) ? chosen : null, null, StatusCodes.Status200OK, membership, events, reader, texts, clock, cancel);

    /// <param name="chosen">Null where the event is still to be chosen.</param>
    static async Task<IResult> Page(
        Guid id, Guid? chosen, Refusal? refusal, int status, MembershipService membership, EventsService events, Reader reader, Texts texts, TimeProvider clock,
        CancellationToken cancel)
    {
        var (asked, coming) = (membership.Group(id, cancel), events.Events(reader.Today(clock), null, "published", null, 100, cancel));
        var group = await asked;
        if (!group.IsHere) return Show.Instead(group);
        var preview = chosen is { } one && refusal is null ? await events.InviteGroup(one, id, true, Attempt.Once(), cancel) : null;
        if (preview is { IsHere: false }) (refusal, status) = (Show.RefusalOf(preview, texts), Show.StatusOf(preview));
        return Show.Page<InvitePage>(new { Group = group.Value, Coming = await coming, Chosen = chosen, Preview = preview?.Value, Refusal = refusal }, status);
    }

    static async Task<IResult> Invite(
        Guid id, IFormCollection form, MembershipService membership, EventsService events, Reader reader, Texts texts, TimeProvider clock, CancellationToken cancel)
    {
        if (!Guid.TryParse(form.Text("event"), out var chosen)) return Results.LocalRedirect(Reader.Url($"/groups/{id}/invite"));
        var invited = await events.InviteGroup(chosen, id, false, form.Attempt(), cancel);
        return invited.IsHere
            ? Results.LocalRedirect(Reader.Url($"/groups/{id}?done=invited"))
            : await Page(id, chosen, Show.RefusalOf(invited, texts), Show.StatusOf(invited), membership, events, reader, texts, clock, cancel);
    }
}
