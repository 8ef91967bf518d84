using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Operations;

/// <summary>For whoever runs the platform: outboxes and parked messages of every service.</summary>
static class OperationsPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var operations = pages.MapGroup("/operations").Requires(Policies.Operator);
        operations.MapGet("/", Index);
        operations.MapGet("/{service}", One);
        operations.MapPost("/{service}/parked/{id:guid}/{act:regex(^(replay|discard)$)}", Act);
        operations.MapPost("/{service}/parked/replay", ReplayAll);
    }

    static async Task<IResult> Index(OperationsServices services, CancellationToken cancel)
    {
        var asked = services.All.Select(async service =>
        {
            var (outbox, parked) = (service.Outbox(cancel), service.Parked(null, 1, cancel));
            await Task.WhenAll(outbox, parked);
            return new ServiceState(service.Service, await outbox, (await parked).As(_ => true));
        });
        return Show.Page<OperationsPage>(new { States = await Task.WhenAll(asked) });
    }

    static async Task<IResult> One(string service, string? after, string? done, OperationsServices services, CancellationToken cancel) =>
        services.Find(service) is { } found ? await Page(found, after, done, null, 200, cancel) : Results.NotFound();

    static async Task<IResult> Act(
        string service, Guid id, string act, IFormCollection form, OperationsServices services, Texts texts, CancellationToken cancel)
    {
        if (services.Find(service) is not { } found) return Results.NotFound();
        var reason = form.Text("reason");
        if (act == "discard" && reason is null)
            return await Page(found, null, null, Refusal.Here(texts["common.form-has-errors"],
                new() { [$"reason-{id}"] = [texts["operations.reason-missing"]] }), 400, cancel);
        var taken = act == "replay" ? await found.Replay(id, form.Attempt(), cancel) : await found.Discard(id, reason!, form.Attempt(), cancel);
        return await After(found, taken, act, texts, cancel);
    }

    static async Task<IResult> ReplayAll(
        string service, IFormCollection form, OperationsServices services, Texts texts, CancellationToken cancel) =>
        services.Find(service) is { } found
            ? await After(found, await found.ReplayAll(form.Attempt(), cancel), "replay", texts, cancel)
            : Results.NotFound();

    static async Task<IResult> After(
        OperationsService service, Part<object> taken, string act, Texts texts, CancellationToken cancel) => taken.IsHere
        ? Results.LocalRedirect(Reader.Url($"/operations/{service.Service}?done={act}"))
        : await Page(service, null, null, Show.RefusalOf(taken, texts), Show.StatusOf(taken), cancel);

    static async Task<IResult> Page(
        OperationsService service, string? after, string? done, Refusal? refusal, int status, CancellationToken cancel)
    {
        var (outbox, parked) = (service.Outbox(cancel), service.Parked(after, 50, cancel));
        await Task.WhenAll(outbox, parked);
        return Show.Page<ServicePage>(
            new { service.Service, Outbox = await outbox, Parked = await parked, Done = done, Refusal = refusal }, status);
    }
}

/// <summary>How one service stands; <c>Parked.Total</c> is how many messages wait for a decision.</summary>
public sealed record ServiceState(string Service, Part<OutboxState> Outbox, Part<bool> Parked);
