using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ClusterTic.AppHost;
using ClusterTic.AppHost.Databases;
using ClusterTic.AppHost.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ClusterTic.Testing.Servers;

/// <summary>
/// Real PostgreSQL, RabbitMQ and Redis, started once per test assembly by the AppHost itself, on data that is thrown away.
/// </summary>
/// <example>
/// <code>
/// [assembly: AssemblyFixture(typeof(ServersFixture))]
/// public sealed class OutboxTests(ServersFixture servers) { … }
/// </code>
/// </example>
public sealed class ServersFixture : IAsyncLifetime
{
    public const string Postgres = PostgresServer.Name;
    public const string RabbitMq = RabbitMqServer.Name;
    public const string Redis = RedisServer.Name;

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    readonly SemaphoreSlim migrating = new(1);
    readonly Dictionary<string, DatabaseTemplate> templates = new(StringComparer.Ordinal);

    DistributedApplication? stack;
    HttpClient? broker;
    int made;

    /// <summary>Where the data stays, written as safely as in production; without it the data is thrown away, and written without waiting for the disk.</summary>
    public string? Data { get; init; }

    /// <summary>PostgreSQL's administrator.</summary>
    public string PostgresAdmin { get; private set; } = "";

    /// <summary>The broker's default virtual host; a test class takes one of its own.</summary>
    public string RabbitMqConnectionString { get; private set; } = "";

    public string RedisConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<RunOptions>(["--only-servers", .. Data is null ? Array.Empty<string>() : ["--data", Data]], limit.Token);
        builder.Services.AddLogging(logging => logging
            .AddFilter("Aspire.Hosting", LogLevel.Warning)
            .AddFilter($"{builder.Environment.ApplicationName}.Resources", LogLevel.None)); // the servers' own lines, one per refused statement
        stack = await builder.BuildAsync(limit.Token);
        await stack.StartAsync(limit.Token);
        await Task.WhenAll(((string[])[Postgres, RabbitMq, Redis]).Select(server => WaitUntilHealthyAsync(server, limit.Token)));

        PostgresAdmin = await ConnectionStringAsync(Postgres, limit.Token);
        RabbitMqConnectionString = await ConnectionStringAsync(RabbitMq, limit.Token);
        RedisConnectionString = await ConnectionStringAsync(Redis, limit.Token);
        broker = BrokerTopology.Client(stack.GetEndpoint(RabbitMq, "management"), Password(RabbitMqConnectionString));
    }

    /// <summary>A database of its own with the service's two roles, empty.</summary>
    /// <param name="service">The service's name, which is also its role's; several databases may share it.</param>
    public Task<TestDatabase> CreateDatabaseAsync(string service) => CreateDatabaseAsync(service, null);

    /// <summary>
    /// A database of its own, migrated: the first call for a service runs <paramref name="migrate"/>, the others copy its result,
    /// which takes a tenth of a second.
    /// </summary>
    public async Task<TestDatabase> CreateDatabaseAsync(string service, Func<TestDatabase, Task>? migrate)
    {
        var template = await TemplateAsync(service, migrate);
        var name = $"{service}_{Interlocked.Increment(ref made)}";
        await template.Roles.CreateDatabaseAsync(PostgresAdmin, name, migrate is null ? null : template.Name, TestContext.Current.CancellationToken);
        return template.Open(name);
    }

    /// <summary>An AMQP address of a virtual host of its own, with the suite's exchanges and policies.</summary>
    public async Task<string> CreateVirtualHostAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var name = $"test-{Interlocked.Increment(ref made)}";
        (await Broker.PutAsync($"vhosts/{name}", null, cancel)).EnsureSuccessStatusCode();
        await BrokerTopology.DeclareAsync(Broker, name, new Dictionary<string, string[]>(StringComparer.Ordinal), cancel);
        return $"{RabbitMqConnectionString}/{name}";
    }

    /// <summary>The broker's management API, relative to <c>/api/</c>.</summary>
    public HttpClient Broker => broker ?? throw new InvalidOperationException("The servers have not started.");

    /// <summary>Stops a server, as an operator would; the others stay up.</summary>
    public async Task StopAsync(string server)
    {
        await CommandAsync(server, KnownResourceCommands.StopCommand);
        await Stack.ResourceNotifications.WaitForResourceAsync(server, KnownResourceStates.TerminalStates).WaitAsync(StartLimit);
    }

    /// <summary>Starts a stopped server on its data and waits until it answers.</summary>
    public async Task StartAsync(string server)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        await CommandAsync(server, KnownResourceCommands.StartCommand);
        await WaitUntilHealthyAsync(server, limit.Token);
        Npgsql.NpgsqlConnection.ClearAllPools(); // what the test itself had open ended with the server
    }

    public async ValueTask DisposeAsync()
    {
        broker?.Dispose();
        migrating.Dispose();
        if (stack is not null)
            await stack.DisposeAsync();
    }

    DistributedApplication Stack => stack ?? throw new InvalidOperationException("The servers have not started.");

    async Task<DatabaseTemplate> TemplateAsync(string service, Func<TestDatabase, Task>? migrate)
    {
        var cancel = TestContext.Current.CancellationToken;
        await migrating.WaitAsync(cancel);
        try
        {
            if (!templates.TryGetValue(service, out var template))
            {
                template = new(service, PostgresAdmin);
                await template.Roles.PrepareAsync(PostgresAdmin, cancel);
                templates.Add(service, template);
            }

            if (migrate is not null && !template.IsMigrated)
                await template.MigrateAsync(migrate, cancel);
            return template;
        }
        finally
        {
            migrating.Release();
        }
    }

    async Task CommandAsync(string server, string command)
    {
        var result = await Stack.ResourceCommands.ExecuteCommandAsync(server, command);
        if (!result.Success)
            throw new InvalidOperationException($"{command} of {server} failed: {result.Message}");
    }

    async Task<string> ConnectionStringAsync(string server, CancellationToken cancel) =>
        await Stack.GetConnectionStringAsync(server, cancel) ?? throw new InvalidOperationException($"{server} has no connection string.");

    Task<ResourceEvent> WaitUntilHealthyAsync(string server, CancellationToken cancel) =>
        Stack.ResourceNotifications.WaitForResourceHealthyAsync(server, cancel);

    static string Password(string amqp) => new Uri(amqp).UserInfo.Split(':')[1];
}
