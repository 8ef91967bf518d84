using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace ClusterTic.AppHost.Servers;

/// <summary>Asks a server or a service whether it is there.</summary>
/// <remarks>
/// The host asks again after 1, 2, 3 … seconds, so that whoever needs six is noticed after ten. This check waits by
/// itself for what is still starting.
/// </remarks>
sealed class PatientCheck(Func<CancellationToken, Task> ask) : IHealthCheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        while (true)
        {
            try
            {
                await ask(limit.Token);
                return HealthCheckResult.Healthy();
            }
#pragma warning disable CA1031 // whatever the client throws means the same: not there
            catch (Exception away)
#pragma warning restore CA1031
            {
                if (limit.IsCancellationRequested)
                    return HealthCheckResult.Unhealthy(away.Message);
            }

            await Task.Delay(Pause, CancellationToken.None);
        }
    }
}

static class ServerChecks
{
    static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Registers the check and gives the name under which the resource refers to it.</summary>
    public static string AddServerCheck(
        this IDistributedApplicationBuilder builder, string name, IResourceWithConnectionString server, Func<string, CancellationToken, Task> ask)
    {
        var key = $"{name}_answers";
        builder.AddCheck(key, async cancel => await ask(
            await server.GetConnectionStringAsync(cancel) ?? throw new InvalidOperationException($"{name} has no address yet."), cancel));
        return key;
    }

    /// <summary>A service is there when <c>/health</c> says so.</summary>
    public static string AddServiceCheck(this IDistributedApplicationBuilder builder, EndpointReference http)
    {
        var key = $"{http.Resource.Name}_ready";
        builder.AddCheck(key, async cancel =>
        {
            using var answer = await Http.GetAsync(new Uri($"{http.Url}/health"), cancel);
            if (!answer.IsSuccessStatusCode)
                throw new HttpRequestException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancel)}");
        });
        return key;
    }

    static void AddCheck(this IDistributedApplicationBuilder builder, string key, Func<CancellationToken, Task> ask) =>
        builder.Services.AddHealthChecks().Add(new(key, _ => new PatientCheck(ask), null, null));
}

static class PostgresCheck
{
    public static async Task Ask(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 2 }.ConnectionString);
        await connection.OpenAsync(cancel);
    }
}

static class RabbitMqCheck
{
    static readonly Dictionary<string, IConnection> Kept = new(StringComparer.Ordinal);

    /// <summary>Opens a connection and keeps it: one that comes and goes leaves lines in the broker's log at each probe.</summary>
    public static async Task Open(string connectionString, CancellationToken cancel)
    {
        if (Kept.TryGetValue(connectionString, out var kept) && kept.IsOpen)
            return;

        var factory = new ConnectionFactory
        {
            Uri = new Uri(connectionString),
            ClientProvidedName = "health",
            AutomaticRecoveryEnabled = false,
            RequestedConnectionTimeout = TimeSpan.FromSeconds(2),
        };
        Kept[connectionString] = await factory.CreateConnectionAsync(cancel);
        if (kept is not null)
            await kept.DisposeAsync();
    }
}

static class RedisCheck
{
    public static async Task Ping(string connectionString, CancellationToken cancel)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = true;
        options.ConnectTimeout = 1000;
        options.ConnectRetry = 0;
        options.AsyncTimeout = 1000;
        await using var connection = await ConnectionMultiplexer.ConnectAsync(options).WaitAsync(cancel);
        await connection.GetDatabase().PingAsync();
    }
}
