using ClusterTic.ServiceDefaults;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Identity.Tests.Hosting;

/// <summary>Identity in this process, on a port of its own and a database of its own.</summary>
public sealed class RunningIdentity(ServersFixture servers) : IAsyncLifetime
{
    public const string PortalSecret = "the portal's secret in tests";
    public const string Manager = "manager@demo.example";
    public const string ManagerPassword = "manager in these tests";

    TestDatabase? database;

    public TestDatabase Database => database ?? throw new InvalidOperationException("Not started.");

    internal IdentityProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync("identity", Migrate);
        Process = await IdentityProcess.StartAsync(database);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    public static async Task Migrate(TestDatabase database)
    {
        string[] args = ["--migrate"];
        await using var app = IdentityService.Create(IdentityProcess.Builder(database, 1, []));
        Assert.Equal(0, await app.RunServiceAsync(args));
    }
}

/// <summary>One start of the service; a test of restarts or replicas makes several on one database.</summary>
sealed class IdentityProcess : IAsyncDisposable
{
    IdentityProcess(WebApplication app, int port, CapturedLogs logs) => (App, Port, Logs) = (app, port, logs);

    public WebApplication App { get; }

    public int Port { get; }

    public CapturedLogs Logs { get; }

    public string Origin => $"http://localhost:{Port}";

    public string Issuer => $"{Origin}/identity";

    public static async Task<IdentityProcess> StartAsync(TestDatabase database, Dictionary<string, string?>? settings = null, int? port = null)
    {
        var chosen = port ?? FreePort.Next();
        var builder = Builder(database, chosen, settings ?? Demo);
        var logs = new CapturedLogs();
        builder.Logging.AddProvider(logs);
        var app = IdentityService.Create(builder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, chosen, logs);
    }

    public static Dictionary<string, string?> Demo => new()
    {
        ["Demo:Accounts:0:User"] = RunningIdentity.Manager,
        ["Demo:Accounts:0:Password"] = RunningIdentity.ManagerPassword,
        ["Demo:Accounts:0:Role"] = "manager,backdate",
        ["Demo:Clients:0:Id"] = "loader",
        ["Demo:Clients:0:Secret"] = "the loader's secret",
        ["Demo:Clients:0:Roles"] = "manager,backdate",
    };

    public static WebApplicationBuilder Builder(TestDatabase database, int port, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "ClusterTic.Identity",
            EnvironmentName = "Development",
        });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:identity-db"] = database.ConnectionString,
            ["ConnectionStrings:identity-db-owner"] = database.OwnerConnectionString,
            ["ConnectionStrings:rabbitmq"] = "amqp://127.0.0.1:1", // away: nobody needs it to sign in
            ["Identity:Issuer"] = $"http://localhost:{port}/identity",
            ["Identity:ClientSecret"] = RunningIdentity.PortalSecret,
            ["Cluster:Id"] = "tests",
            ["Cluster:Name:Fr"] = "Grappe d’essai",
            ["Cluster:Name:En"] = "Trial cluster",
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls($"http://localhost:{port}");
        return builder;
    }

    public async Task<T> With<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }
}
