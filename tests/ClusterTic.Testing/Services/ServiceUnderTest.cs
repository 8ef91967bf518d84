using System.Net.Http.Headers;
using ClusterTic.Testing.Servers;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Testing.Services;

/// <summary>
/// One service in this process, on a real port, with a database (copied from a migrated template) and a virtual host of
/// its own. A second replica shares both.
/// </summary>
/// <example><code>await using var membership = await ServiceUnderTest&lt;Program&gt;.StartAsync(servers, "membership");</code></example>
public sealed class ServiceUnderTest<TProgram> : IAsyncDisposable where TProgram : class
{
    readonly Factory factory;
    readonly bool ownsPlace;
    readonly List<HttpClient> clients = [];

    ServiceUnderTest(string name, TestPlace place, Factory factory, bool ownsPlace) =>
        (Name, Place, this.factory, this.ownsPlace) = (name, place, factory, ownsPlace);

    public string Name { get; }

    /// <summary>The database, the virtual host and the issuer that it runs on.</summary>
    public TestPlace Place { get; }

    public IServiceProvider Services => factory.Services;

    /// <param name="settings">Further configuration, for instance <c>("Messaging:HandleAttempts", "2")</c>.</param>
    public static async Task<ServiceUnderTest<TProgram>> StartAsync(
        ServersFixture servers, string name, params IEnumerable<(string Key, string Value)> settings)
    {
        var place = await TestPlace.MakeAsync(servers, name, MigrateAsync);
        return await ListeningAsync(Start(name, place, ownsPlace: true, settings, null));
    }

    /// <summary>The same with services of the test's own, for instance a clock or a further handler.</summary>
    public static async Task<ServiceUnderTest<TProgram>> StartAsync(
        ServersFixture servers, string name, Action<IServiceCollection> configure, params IEnumerable<(string Key, string Value)> settings)
    {
        var place = await TestPlace.MakeAsync(servers, name, MigrateAsync);
        return await ListeningAsync(Start(name, place, ownsPlace: true, settings, configure));
    }

    /// <summary>One more replica of the same service, on the same database and virtual host.</summary>
    public ServiceUnderTest<TProgram> StartReplica(params IEnumerable<(string Key, string Value)> settings) =>
        Start(Name, Place, ownsPlace: false, settings, null);

    /// <summary>A client with a token of these roles; without any it is the public.</summary>
    public HttpClient As(params string[] roles)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", Place.Issuer.Token(roles.Length == 0 ? "somebody" : string.Join('-', roles), roles));
        return client;
    }

    public HttpClient Anonymous()
    {
        var client = factory.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients) client.Dispose();
        await factory.DisposeAsync();
        if (ownsPlace) await Place.DisposeAsync();
    }

    static ServiceUnderTest<TProgram> Start(
        string name, TestPlace place, bool ownsPlace, IEnumerable<(string Key, string Value)> settings, Action<IServiceCollection>? configure)
    {
        var host = new Factory([.. place.Settings(name), .. settings], configure);
        host.UseKestrel(0);
        host.StartServer();
        return new(name, place, host, ownsPlace);
    }

    /// <summary>A service does not wait for the broker when it starts, and what is sent before its queues are bound goes nowhere: a test does.</summary>
    static async Task<ServiceUnderTest<TProgram>> ListeningAsync(ServiceUnderTest<TProgram> started)
    {
        if (started.Services.GetService<IBusControl>() is { } bus
            && await bus.WaitForHealthStatus(BusHealthStatus.Healthy, TimeSpan.FromSeconds(30)) is not BusHealthStatus.Healthy)
            throw new InvalidOperationException($"{started.Name} does not listen to the broker.");
        return started;
    }

    /// <summary>The service's own command, in this process.</summary>
    static Task MigrateAsync(string name, TestDatabase database) => Task.Run(() =>
    {
        var exit = typeof(TProgram).Assembly.EntryPoint!.Invoke(null,
        [
            new[]
            {
                $"--ConnectionStrings:{name}-db={database.ConnectionString}",
                $"--ConnectionStrings:{name}-db-owner={database.OwnerConnectionString}",
                "--migrate", // last: the configuration would take what follows as its value
            },
        ]);
        if (exit is not 0) throw new InvalidOperationException($"{name} --migrate ended with {exit}.");
    });

    sealed class Factory(IReadOnlyList<(string Key, string Value)> settings, Action<IServiceCollection>? configure) : WebApplicationFactory<TProgram>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
            if (configure is not null) builder.ConfigureServices(configure);
        }
    }
}

/// <summary>What a service under test runs on.</summary>
public sealed class TestPlace : IAsyncDisposable
{
    TestPlace(TestDatabase database, string broker, string redis, TestIssuer issuer) =>
        (Database, Broker, Redis, Issuer) = (database, broker, redis, issuer);

    public TestDatabase Database { get; }

    /// <summary>AMQP address of the virtual host.</summary>
    public string Broker { get; }

    public string Redis { get; }

    public TestIssuer Issuer { get; }

    internal static async Task<TestPlace> MakeAsync(ServersFixture servers, string name, Func<string, TestDatabase, Task> migrate) => new(
        await servers.CreateDatabaseAsync(name, database => migrate(name, database)),
        await servers.CreateVirtualHostAsync(),
        servers.RedisConnectionString,
        await TestIssuer.StartAsync());

    internal IEnumerable<(string, string)> Settings(string name) =>
    [
        ($"ConnectionStrings:{name}-db", Database.ConnectionString),
        ($"ConnectionStrings:{name}-db-owner", Database.OwnerConnectionString),
        ("ConnectionStrings:rabbitmq", Broker),
        ("ConnectionStrings:redis", Redis),
        ("Identity:Issuer", Issuer.Issuer),
        ("Cluster:Id", "test"),
        ("Cluster:Categories:0:Code", "founding-partner"),
        ("Cluster:Categories:0:Founding", "true"),
        ("Cluster:Categories:1:Code", "member"),
        ("RateLimits:AnonymousPerMinute", "1000000"),
        ("RateLimits:UnsafePerMinute", "1000000"),
    ];

    public async ValueTask DisposeAsync()
    {
        await Issuer.DisposeAsync();
        await Database.DisposeAsync();
    }
}
