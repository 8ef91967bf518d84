using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Commitment;

/// <summary>How an organisation and the team stand to each other: the charter, and every contact.</summary>
static class CommitmentPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        const string root = "/organisations/{id:guid}/commitment";
        pages.MapGet(root, Index).Requires(Policies.Manager);
        pages.MapPost(root + "/charter", Sign).Requires(Policies.Manager);
        pages.MapPost(root + "/charter/{signature:guid}/revoke", Revoke).Requires(Policies.Manager);
        pages.MapPost(root + "/interactions", Add).Requires(Policies.Manager);
        pages.MapPost(root + "/interactions/{interaction:guid}", Change).Requires(Policies.Manager);
        pages.MapPost(root + "/interactions/{interaction:guid}/follow-up", FollowUp).Requires(Policies.Manager);
        pages.MapPost(root + "/interactions/{interaction:guid}/cancel", Cancel).Requires(Policies.Manager);
        pages.MapGet("/follow-ups", FollowUps).Requires(Policies.Manager);
    }

    static Task<IResult> Index(Guid id, string? done, string? after, MembershipService membership, CancellationToken cancel) =>
        Page(id, done, after, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> Page(
        Guid id, string? done, string? after, NamedForm? form, int status, MembershipService membership, CancellationToken cancel)
    {
        var (signatures, contacts, log) = (
            membership.Signatures(id, cancel), membership.Contacts(id, cancel), membership.Interactions(id, after, 20, cancel));
        var organisation = await membership.Organisation(id, cancel);
        if (!organisation.IsHere) return Show.Instead(organisation);
        var known = await contacts;
        return Show.Page<CommitmentPage>(
            new
            {
                Organisation = organisation.Value, Done = done, Form = form, Signatures = await signatures, Log = await log,
                People = known.IsHere ? known.Value!.Items.DistinctBy(one => one.PersonId).ToList() : [],
            }, status);
    }

    static async Task<IResult> FollowUps(string? after, string? months, MembershipService membership, CancellationToken cancel)
    {
        var (open, quiet) = (membership.FollowUps(after, 50, cancel), membership.QuietMembers(months, 50, cancel));
        return Show.Page<FollowUpsPage>(new { Months = months ?? "6", Open = await open, Quiet = await quiet });
    }

    static async Task<IResult> Sign(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, "charter", form, await membership.SignCharter(
            id, new(form.Text("charter") ?? "", NamedForm.Day(form.Text("signedOn")), IdOf(form, "signatoryId")), form.Attempt(), cancel),
            membership, texts, cancel);

    static async Task<IResult> Revoke(
        Guid id, Guid signature, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"revoke-{signature}", form, await membership.RevokeSignature(
            id, signature, new(form.Text("reason") ?? "", form.Text("note")), form.Attempt(), cancel), membership, texts, cancel, "revoke");

    static async Task<IResult> Add(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, "interaction", form, await membership.RecordInteraction(id, Read(form), form.Attempt(), cancel), membership, texts, cancel);

    static async Task<IResult> Change(
        Guid id, Guid interaction, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"change-{interaction}", form, await membership.ChangeInteraction(
            id, interaction, Read(form), form.Attempt().Seen ?? 0, cancel), membership, texts, cancel, "change");

    /// <summary>Back to where it was ticked off: the organisation's log, or the list over all of them.</summary>
    static async Task<IResult> FollowUp(
        Guid id, Guid interaction, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var done = await membership.FollowUp(id, interaction, form.Attempt(), cancel);
        return done.IsHere && form.Text("from") is "follow-ups"
            ? Results.LocalRedirect(Reader.Url("/follow-ups?done=follow-up"))
            : await Answer(id, "follow-up", form, done, membership, texts, cancel);
    }

    static async Task<IResult> Cancel(
        Guid id, Guid interaction, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, $"cancel-{interaction}", form, await membership.CancelInteraction(
            id, interaction, new(form.Text("reason") ?? ""), form.Attempt(), cancel), membership, texts, cancel, "cancel");

    static async Task<IResult> Answer<T>(
        Guid id, string name, IFormCollection form, Part<T> taken, MembershipService membership, Texts texts, CancellationToken cancel, string? done = null) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}/commitment?done={done ?? name}"))
            : await Page(id, null, null, NamedForm.Of(name, form, taken, texts), Show.StatusOf(taken), membership, cancel);

    static InteractionRequest Read(IFormCollection form) => new(
        form.Text("kind") ?? "", form.Text("purpose") ?? "", NamedForm.Day(form.Text("on")), form.Text("note"), IdOf(form, "personId"),
        NamedForm.Day(form.Text("followUpOn")), form.Text("followUpDone") is not null);

    static Guid? IdOf(IFormCollection form, string field) => Guid.TryParse(form.Text(field), out var id) ? id : null;
}
