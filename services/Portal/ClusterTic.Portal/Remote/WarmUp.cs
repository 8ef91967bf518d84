using ClusterTic.Portal.Directory;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClusterTic.Portal.Remote;

/// <summary>
/// Asks every service something small when the Portal starts, with more patience than a page has: the first answer
/// takes seconds, here and there (connections, code that is compiled on its first use), and the first reader should not
/// be told that a healthy service is away. The Portal is ready after it, or after a while without a service.
/// </summary>
sealed partial class WarmUp(IHttpClientFactory clients, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WarmUp> log) : BackgroundService, IHealthCheck
{
    public const string Client = "warm-up";

    static readonly (string Service, string Path)[] Questions =
    [
        ("membership", "directory?limit=1&count=true"), ("events", "events?limit=1&count=true"),
        ("opportunities", "opportunities?limit=1&count=true"), ("reporting", "public-figures"),
    ];

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    volatile bool isOver;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(isOver ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The services are being asked for the first time."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stoppingToken);
        await Task.WhenAll(Questions.Select(question => AskAsync(question.Service, question.Path, either.Token)));
        // Once more through the clients of the pages: what they add is compiled on its first use too.
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        await Task.WhenAll(
            services.GetRequiredService<MembershipService>().Directory(DirectoryQuery.OfWords(null), null, 1, stoppingToken),
            services.GetRequiredService<EventsService>().Events(null, null, "held", null, 1, stoppingToken),
            services.GetRequiredService<OpportunitiesService>().Opportunities(null, "open", null, null, null, 1, stoppingToken));
        isOver = true;
    }

    async Task AskAsync(string service, string path, CancellationToken cancel)
    {
        var client = clients.CreateClient(Client);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{service}/api/{service}/v1/{path}"), cancel);
                if ((int)answer.StatusCode < 500) return;
            }
            catch (Exception away) when (RemoteService.IsAway(away, cancel) || cancel.IsCancellationRequested)
            {
                Away(log, service, away.Message);
            }

            await Task.Delay(Between, clock, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Service} does not answer yet: {Reason}")]
    static partial void Away(ILogger log, string service, string reason);
}
