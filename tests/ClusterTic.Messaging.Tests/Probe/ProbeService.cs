using System.Net.Http.Headers;
using ClusterTic.ServiceDefaults;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Messaging.Tests.Probe;

/// <summary>A service made of nothing but the shared parts, on real servers.</summary>
sealed class ProbeService : IAsyncDisposable
{
    readonly WebApplication app;
    readonly IAsyncDisposable? place;

    ProbeService(WebApplication app, TestDatabase database, string broker, TestIssuer issuer, IAsyncDisposable? place) =>
        (this.app, Database, Broker, Issuer, this.place) = (app, database, broker, issuer, place);

    public TestDatabase Database { get; }
    public string Broker { get; }
    public TestIssuer Issuer { get; }
    public CountingMishap CountingMishap => app.Services.GetRequiredService<CountingMishap>();
    public Mishap Mishap => app.Services.GetRequiredService<Mishap>();
    public IServiceProvider Services => app.Services;

    /// <param name="listens">Whether it handles what it publishes.</param>
    public static async Task<ProbeService> StartAsync(ServersFixture servers, bool listens = true, params (string, string)[] settings)
    {
        var database = await servers.CreateDatabaseAsync("probe", async empty =>
        {
            var options = new DbContextOptionsBuilder<ProbeDb>().UseNpgsql(empty.OwnerConnectionString).UseSnakeCaseNamingConvention();
            await using var db = new ProbeDb(options.Options);
            await db.Database.EnsureCreatedAsync();
        });
        var issuer = await TestIssuer.StartAsync();
        return await StartAsync(database, await servers.CreateVirtualHostAsync(), issuer, listens, database, settings);
    }

    public Task<ProbeService> StartReplicaAsync(bool listens = true, params (string, string)[] settings) =>
        StartAsync(Database, Broker, Issuer, listens, null, settings);

    static async Task<ProbeService> StartAsync(
        TestDatabase database, string broker, TestIssuer issuer, bool listens, IAsyncDisposable? place, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ApplicationName = typeof(ProbeService).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:probe-db"] = database.OwnerConnectionString, // this database has no migration that grants to another
            ["ConnectionStrings:rabbitmq"] = broker,
            ["Identity:Issuer"] = issuer.Issuer,
            ["Messaging:RetryPause"] = "00:00:00.020",
            ["Messaging:DrainErrors"] = "00:00:00.200",
            ["Messaging:Poll"] = "00:00:00.200",
            ["Jobs:Poll"] = "00:00:00.100",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.AddServiceDefaults("probe");
        builder.AddServiceDb<ProbeDb>();
        builder.AddMessaging<ProbeDb>(messaging =>
        {
            if (listens) messaging.Handle<OnCounter, ICounterFact>("counters");
            messaging.Announce<Counter, CounterAnnounced>((counter, at) => new(counter.ToState(), at));
        });
        builder.AddJobs().AddJob<CountingJob>("counting").AddRecurring<DailyStep>();
        builder.Services.AddSingleton<Mishap>();
        builder.Services.AddSingleton<CountingMishap>();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapServiceApi();
        await app.StartAsync();
        var service = new ProbeService(app, database, broker, issuer, place);
        if (listens) await service.QueueIsThereAsync();
        return service;
    }

    public async Task<T> InDbAsync<T>(Func<ProbeDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ProbeDb>());
    }

    /// <summary>Counts on a counter of its own.</summary>
    public Task<Guid> CountAsync(int times = 1) => InDbAsync(async db =>
    {
        var counter = new Counter();
        db.Counters.Add(counter);
        for (var time = 0; time < times; time++)
        {
            counter.Count(TimeProvider.System.GetUtcNow());
            await db.SaveChangesAsync();
        }

        return counter.Id;
    });

    public Task<CounterCopy?> CopyAsync(Guid id) => InDbAsync(db => db.Copies.AsNoTracking().SingleOrDefaultAsync(copy => copy.Id == id));

    public Task CopyReachesAsync(Guid id, int value) =>
        Eventually.HoldsAsync(async () => (await CopyAsync(id))?.Value == value, $"the copy of {id} to reach {value}");

    public Task<long> OutboxDepthAsync() => InDbAsync(db => db.Outbox.LongCountAsync());

    public HttpClient As(params string[] roles)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Issuer.Token("somebody", roles));
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (place is null) return;
        await Issuer.DisposeAsync();
        await place.DisposeAsync();
    }

    async Task QueueIsThereAsync()
    {
        await using var broker = await BrokerProbe.ConnectAsync(Broker);
        await Eventually.HoldsAsync(() => broker.QueueExistsAsync("probe-counters"), "the queue probe-counters");
    }
}
