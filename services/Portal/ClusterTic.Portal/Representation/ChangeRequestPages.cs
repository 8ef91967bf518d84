using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Representation;

/// <summary>What organisations ask to change of their identity: asking, and the team's queue.</summary>
static class ChangeRequestPages
{
    static readonly string[] Fields = ["name", "idu", "rccm", "ncc", "cnps", "why"];

    static readonly string[] Numbers = ["idu", "rccm", "ncc", "cnps"];

    public static void Map(RouteGroupBuilder pages)
    {
        // Whether the reader acts for the organisation is for Membership to say.
        pages.MapGet("/organisations/{id:guid}/change-requests", Index).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/change-requests", Ask).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/change-requests/{request:guid}/withdraw", Withdraw).Requires(Policies.SignedIn);
        pages.MapGet("/change-requests", Queue).Requires(Policies.Manager);
        pages.MapPost("/change-requests/{id:guid}/{request:guid}/{step:regex(^(approve|reject)$)}", Settle).Requires(Policies.Manager);
    }

    static Task<IResult> Index(Guid id, string? done, string? after, MembershipService membership, CancellationToken cancel) =>
        Page(id, done, after, null, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> Page(
        Guid id, string? done, string? after, Refusal? refusal, IReadOnlyDictionary<string, string>? given, int status, MembershipService membership,
        CancellationToken cancel)
    {
        var (organisation, requests) = (membership.Organisation(id, cancel), membership.ChangeRequests(id, after, 50, cancel));
        return await organisation is { IsHere: true } here
            ? Show.Page<OwnRequestsPage>(new { Organisation = here.Value, Requests = await requests, Done = done, Refusal = refusal, Given = given }, status)
            : Show.Instead(await organisation);
    }

    static async Task<IResult> Ask(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        // The form shows the numbers that are there: one that was emptied is to go. Membership leaves out what is not there.
        string[] cleared = [.. Numbers.Where(number => form.ContainsKey(number) && form.Text(number) is null)];
        var request = new AskForChangeRequest(
            form.Text("name"), form.Text("idu"), form.Text("rccm"), form.Text("ncc"), form.Text("cnps"), form.Text("why") ?? "", cleared);
        return await Answer(id, await membership.AskForChange(id, request, form.Attempt(), cancel), "ask", form.Typed(Fields), membership, texts, cancel);
    }

    static async Task<IResult> Withdraw(Guid id, Guid request, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(
            id, await membership.SettleChangeRequest(id, request, "withdraw", null, form.Attempt(), cancel), "withdraw", null, membership, texts, cancel);

    static async Task<IResult> Answer(
        Guid id, Part<ChangeRequestDetails> taken, string done, IReadOnlyDictionary<string, string>? given, MembershipService membership, Texts texts,
        CancellationToken cancel) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}/change-requests?done={done}"))
            : await Page(id, null, null, Show.RefusalOf(taken, texts), given, Show.StatusOf(taken), membership, cancel);

    static Task<IResult> Queue(string? status, string? done, string? after, MembershipService membership, CancellationToken cancel) =>
        QueuePageAsync(status, done, after, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> QueuePageAsync(
        string? status, string? done, string? after, NamedForm? form, int answer, MembershipService membership, CancellationToken cancel) =>
        Show.Page<QueuePage>(
            new { Status = status ?? "open", Done = done, Form = form, Found = await membership.AllChangeRequests(status ?? "open", after, 20, cancel) }, answer);

    static async Task<IResult> Settle(
        Guid id, Guid request, string step, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        object? body = step == "reject" ? new RejectChangeRequest(form.Text("why") ?? "") : null;
        var settled = await membership.SettleChangeRequest(id, request, step, body, form.Attempt(), cancel);
        return settled.IsHere
            ? Results.LocalRedirect(Reader.Url($"/change-requests?done={step}"))
            : await QueuePageAsync(null, null, null, NamedForm.Of($"{step}-{request}", form, settled, texts), Show.StatusOf(settled), membership, cancel);
    }
}
