using System.Collections.Concurrent;
using ClusterTic.AppHost.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClusterTic.EndToEnd.Tests.StratSession;

/// <summary>
/// A public origin whose services can be made to fail on purpose, to see what the loader does then. It keeps answers by
/// idempotency key as the real ones do; that the real ones take what the loader sends is the journeys' business.
/// </summary>
sealed class PublicApi : IAsyncDisposable
{
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, Guid> effects = new(StringComparer.Ordinal);
    int requests;

    PublicApi(WebApplication app) => this.app = app;

    /// <summary>Effects by path with ids put out: what a service would hold.</summary>
    public IReadOnlyDictionary<string, int> Effects => effects.Keys.Select(key => key.Split(' ')[0]).CountBy(path => path).ToDictionary();

    public int Requests => requests;

    /// <summary>Looks at each POST by its number, from 1; what it returns is answered instead of doing it.</summary>
    public Func<int, HttpRequest, IResult?> Instead { get; set; } = (_, _) => null;

    public static async Task<PublicApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var api = new PublicApi(app);
        app.MapPost("/identity/connect/token", () => Results.Json(new { access_token = "token", expires_in = 900 }));
        app.MapPost("/api/{**path}", api.Post);
        app.MapGet("/api/reporting/v1/reports/cluster-overview", Overview);
        app.MapGet("/api/opportunities/v1/opportunities", (HttpResponse response) =>
        {
            response.Headers["X-Total-Count"] = "69";
            return Results.Json(new { items = Array.Empty<object>() });
        });
        await app.StartAsync();
        return api;
    }

    public DemoLoader Loader(string? journal = null, TimeSpan? limit = null)
    {
        var origin = new Uri(app.Urls.First());
        return new DemoLoader(new DemoOptions(origin, new Uri(origin, "/identity/connect/token"), "loader", "secret", SampleFiles.Folder, journal)
        {
            RequestLimit = limit ?? TimeSpan.FromSeconds(20),
        });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    IResult Post(HttpRequest request)
    {
        if (Instead(Interlocked.Increment(ref requests), request) is { } instead)
            return instead;
        var key = request.Headers["Idempotency-Key"].ToString();
        Assert.NotEmpty(key);
        var path = string.Join('/', request.Path.Value!.Split('/').Select(part => Guid.TryParse(part, out _) ? "{id}" : part));
        return Results.Json(new { id = effects.GetOrAdd($"{path} {key}", _ => Guid.CreateVersion7()), releases = 1, faults = Array.Empty<object>() });
    }

    static IResult Overview()
    {
        (string Id, int Value)[] rows =
        [
            ("STR-01", 43), ("STR-02", 12), ("applications", 4), ("SVC-01", 1), ("invitations", 46), ("registrations", 90), ("SVC-02", 81), ("opportunities", 69),
        ];
        return Results.Json(new
        {
            name = "cluster-overview",
            title = new { en = "Overview" },
            generatedAt = DateTimeOffset.UnixEpoch,
            waiting = 0,
            watermark = "1-1",
            columns = Array.Empty<object>(),
            rows = rows.Select(row => new { id = row.Id, cells = new[] { new { value = $"{row.Value}" } } }),
        });
    }
}
