namespace ClusterTic.Portal.Remote;

/// <summary>One service's machinery: its outbox and the messages it could not handle.</summary>
public sealed class OperationsService(string service, HttpClient http, ILogger log) : RemoteService(service, http, log)
{
    /// <summary>The services that have an outbox, in the order in which the page shows them.</summary>
    public static readonly string[] All = ["membership", "events", "opportunities", "reporting", "identity"];

    readonly string root = $"api/{service}/v1/operations/";

    public string Service { get; } = service;

    public Task<Part<OutboxState>> Outbox(CancellationToken cancel) => Get<OutboxState>(root + "outbox", cancel);

    public Task<Part<Page<ParkedMessage>>> Parked(string? after, int limit, CancellationToken cancel) =>
        Get<Page<ParkedMessage>>(root + "parked" + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<object>> Replay(Guid id, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{root}parked/{id}/replay", null, attempt, cancel);

    public Task<Part<object>> ReplayAll(Attempt attempt, CancellationToken cancel) =>
        Post<object>(root + "parked/replay", null, attempt, cancel);

    public Task<Part<object>> Discard(Guid id, string reason, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{root}parked/{id}/discard", new { reason }, attempt, cancel);
}

/// <param name="Depth">Messages that are committed and not published yet.</param>
/// <param name="OldestSeconds">Age of the oldest of them.</param>
/// <param name="Delayed">Messages that wait because an attempt failed.</param>
public sealed record OutboxState(long Depth, double OldestSeconds, long Delayed, string? LastError);

/// <summary>A message that was given up: by its consumer, or (outgoing) by the relay.</summary>
public sealed record ParkedMessage(
    Guid Id, Guid MessageId, string Endpoint, bool Outgoing, string WireName, string Sender, Guid AggregateId, long Version,
    string Reason, DateTimeOffset ParkedAt, string State);

/// <summary>Makes a service's operations client by its name.</summary>
public sealed class OperationsServices(IHttpClientFactory clients, ILogger<OperationsService> log)
{
    public OperationsService? Find(string service) => OperationsService.All.Contains(service)
        ? new OperationsService(service, clients.CreateClient(RemoteServices.OperationsClient(service)), log) : null;

    public IEnumerable<OperationsService> All => OperationsService.All.Select(service => Find(service)!);
}
