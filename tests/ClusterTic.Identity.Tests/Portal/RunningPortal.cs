using System.Net;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Portal.Gateway;
using ClusterTic.Portal.Sessions;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ClusterTic.Identity.Tests.Portal;

/// <summary>The Portal's sessions and gateway on real ports, with the real Identity behind them and a service that repeats what it was sent.</summary>
sealed class RunningPortal : IAsyncDisposable
{
    readonly List<IAsyncDisposable> parts = [];

    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public IdentityProcess Identity { get; private set; } = null!;

    public string Origin { get; private set; } = "";

    public static async Task<RunningPortal> StartAsync(ServersFixture servers, bool identityTells = true)
    {
        var portal = new RunningPortal();
        var port = FreePort.Next();
        portal.Origin = $"http://localhost:{port}";

        var identityDb = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        portal.Identity = await IdentityProcess.StartAsync(identityDb, new(IdentityProcess.Demo)
        {
            ["Identity:Issuer"] = $"{portal.Origin}/identity",
            ["Identity:PortalSignedOut"] = identityTells ? null : $"http://localhost:{FreePort.Next()}/",
        });
        var (echo, echoPort) = await StartEcho();
        var portalDb = await servers.CreateDatabaseAsync("portal", database => Migrate(database, portal));

        var app = portal.Build(portalDb, port, echoPort);
        app.MapGet("/form-token", (HttpContext http, IAntiforgery forms) => forms.GetAndStoreTokens(http).RequestToken).Requires(Policies.Public);
        app.MapGet("/me", (HttpContext http) => http.User.Identity?.Name ?? "nobody").Requires(Policies.Public);
        app.MapGet("/mine", () => "mine").Requires(Policies.SignedIn);
        await app.StartAsync(TestContext.Current.CancellationToken);
        portal.parts.AddRange([app, echo, portal.Identity, portalDb, identityDb]);
        return portal;
    }

    public async Task SignIn(Browser browser, string returnUrl = "/mine")
    {
        var challenge = await browser.Get($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        var toSignIn = await browser.Get(challenge.Location!);
        var signedIn = await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword, toSignIn.Location!);
        var code = await browser.Get(signedIn.Location!);
        var back = await browser.Get(code.Location!);
        Assert.Equal((HttpStatusCode.Redirect, returnUrl), (back.Status, back.Location));
    }

    static async Task Migrate(TestDatabase database, RunningPortal portal)
    {
        string[] args = ["--migrate"];
        await using var app = portal.Build(database, 1, 1);
        Assert.Equal(0, await app.RunServiceAsync(args));
    }

    WebApplication Build(TestDatabase database, int port, int echoPort)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ClusterTic.Portal", EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:portal-db"] = database.ConnectionString,
            ["ConnectionStrings:portal-db-owner"] = database.OwnerConnectionString,
            ["Identity:Issuer"] = $"{Origin}/identity",
            ["Identity:MetadataAddress"] = "http://identity/identity/.well-known/openid-configuration",
            ["Identity:ClientSecret"] = RunningIdentity.PortalSecret,
            ["Services:identity:http:0"] = $"localhost:{Identity.Port}",
            ["Services:membership:http:0"] = $"localhost:{echoPort}",
            ["Services:events:http:0"] = $"localhost:{FreePort.Next()}",
            ["Cluster:Id"] = "tests",
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("ClusterTic.Portal.Sessions", LogLevel.Information); // a session that is lost says why
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.AddServiceDefaults("portal");
        builder.AddPortalSessions();
        builder.AddGateway();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.UsePortalSessions();
        app.MapGateway();
        return app;
    }

    static async Task<(WebApplication App, int Port)> StartEcho()
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        var app = builder.Build();
        app.Map("/{**any}", (HttpContext http) =>
        {
            http.Response.Cookies.Append("a-service", "sets no cookie");
            return http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return (app, port);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
        {
            if (part is WebApplication app)
                await app.StopAsync(CancellationToken.None);
            await part.DisposeAsync();
        }
    }
}
