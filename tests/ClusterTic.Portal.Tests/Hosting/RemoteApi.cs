using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>How another service behaves just now.</summary>
public enum Behaviour
{
    Answers,

    /// <summary>Takes the request and never answers.</summary>
    Hangs,

    /// <summary>Answers every request with 500.</summary>
    Fails,

    /// <summary>Cuts every connection.</summary>
    Drops,

    /// <summary>Takes what is written, and cuts the connection before it has answered.</summary>
    LosesAnswers,
}

/// <summary>What the Portal sees of another service: HTTP answers of the contracts' shape, on a port of its own.</summary>
public sealed class RemoteApi : IAsyncDisposable
{
    readonly WebApplication app;

    RemoteApi(string name, WebApplication app) => (Name, this.app) = (name, app);

    public string Name { get; }

    public Behaviour Behaviour { get; set; }

    public string Address => app.Urls.Single();

    /// <summary>The unsafe requests that arrived, in order.</summary>
    public List<Received> Posts { get; } = [];

    public static async Task<RemoteApi> StartAsync(string name, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var host = builder.Build();
        var api = new RemoteApi(name, host);
        host.Use(api.BehaveAsync);
        map(host);
        await host.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task BehaveAsync(HttpContext http, RequestDelegate next)
    {
        switch (Behaviour)
        {
            case Behaviour.Hangs:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            case Behaviour.Fails:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Behaviour.Drops:
                http.Abort();
                return;
        }

        if (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method))
        {
            http.Request.EnableBuffering();
            using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
            var body = await reader.ReadToEndAsync();
            http.Request.Body.Position = 0;
            lock (Posts)
                Posts.Add(new(http.Request.Path, body, http.Request.Headers["Idempotency-Key"], http.Request.Headers.IfMatch, http.Request.Headers.AcceptLanguage));
            if (Behaviour is Behaviour.LosesAnswers)
            {
                http.Abort();
                return;
            }
        }

        await next(http);
    }

    public sealed record Received(string Path, string Body, string? Key, string? IfMatch, string? Language);
}
