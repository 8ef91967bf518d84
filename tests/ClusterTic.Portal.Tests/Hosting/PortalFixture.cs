using System.Net;
using ClusterTic.ServiceDefaults;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>The Portal in this process, on a port and a database of its own, beside the other services' APIs.</summary>
public sealed class PortalFixture(ServersFixture servers) : IAsyncLifetime
{
    WebApplication? app;
    TestDatabase? database;

    public RemoteApis Apis { get; private set; } = null!;

    public string Address => app!.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        Apis = await RemoteApis.StartAsync();
        database = await servers.CreateDatabaseAsync("portal", async empty =>
        {
            await using var migration = PortalService.Create(Builder(empty));
            Assert.Equal(0, await migration.RunServiceAsync(["--migrate"]));
        });
        var builder = Builder(database);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = PortalService.Create(builder);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
        await Apis.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
    }

    /// <summary>A client without a browser; it follows no redirect.</summary>
    public HttpClient Client(string? roles = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new Uri(Address) };
        if (roles is not null) client.DefaultRequestHeaders.Add(TestReaders.Header, roles);
        return client;
    }

    WebApplicationBuilder Builder(TestDatabase its)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "ClusterTic.Portal", EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        TestReaders.Add(builder.Services);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:portal-db"] = its.ConnectionString,
            ["ConnectionStrings:portal-db-owner"] = its.OwnerConnectionString,
            ["Identity:Issuer"] = "http://portal.example/identity",
            ["Identity:ClientSecret"] = "only for tests",
            ["Cluster:Id"] = "tests",
            ["Cluster:Name:Fr"] = "Grappe d’essai",
            ["Cluster:Name:En"] = "Trial cluster",
            ["Cluster:Tagline:Fr"] = "Les acteurs du numérique, ensemble sur leurs marchés",
            ["Cluster:Tagline:En"] = "The digital sector, winning its markets together",
            ["Cluster:About:Fr"] = "La grappe réunit les entreprises, l’appui, la recherche et les partenaires du secteur.",
            ["Cluster:About:En"] = "The cluster brings companies, support, research and partners of the sector together.",
            ["Cluster:TimeZone"] = "Africa/Abidjan",
            ["Cluster:Country"] = "CI",
            ["Cluster:Charters:0:Version"] = "1",
            ["Cluster:Charters:0:AdoptedOn"] = "2021-11-03",
            ["Cluster:Charters:0:Fr"] = "Charte des membres",
            ["Cluster:Charters:0:En"] = "Members’ charter",
            ["Cluster:Categories:0:Code"] = "founding-partner",
            ["Cluster:Categories:0:Fr"] = "Partenaire fondateur",
            ["Cluster:Categories:0:En"] = "Founding partner",
            ["Cluster:Categories:1:Code"] = "member",
            ["Cluster:Categories:1:Fr"] = "Membre",
            ["Cluster:Categories:1:En"] = "Member",
            ["Cluster:Consents:0:Code"] = "statistics",
            ["Cluster:Consents:0:Fr"] = "Conserver mon sexe et mon année de naissance pour des statistiques sans nom",
            ["Cluster:Consents:0:En"] = "Keep my sex and year of birth for statistics without names",
            ["Cluster:Consents:1:Code"] = "newsletter",
            ["Cluster:Consents:1:Fr"] = "Recevoir les nouvelles de la grappe",
            ["Cluster:Consents:1:En"] = "Receive the cluster’s news",
            ["Cluster:ReviewChecklist:0:Code"] = "identity",
            ["Cluster:ReviewChecklist:0:Fr"] = "Identité légale vérifiée",
            ["Cluster:ReviewChecklist:0:En"] = "Legal identity verified",
            ["Cluster:ReviewChecklist:1:Code"] = "sector",
            ["Cluster:ReviewChecklist:1:Fr"] = "Activité dans le secteur",
            ["Cluster:ReviewChecklist:1:En"] = "Active in the sector",
            ["Cluster:ReviewChecklist:1:Required"] = "true",
        });
        builder.Configuration.AddInMemoryCollection(
            RemoteApis.Names.Select(name => KeyValuePair.Create($"Services:{name}:http:0", (string?)Apis[name].Address)));
        return builder;
    }
}
