using System.Net;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed class PagesTests(ServersFixture servers) : IAsyncLifetime
{
    TestDatabase database = null!;
    IdentityProcess identity = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        identity = await IdentityProcess.StartAsync(database, new(IdentityProcess.Demo)
        {
            ["Identity:SignInsPerMinute"] = "2",
            ["Identity:TokensPerMinute"] = "2",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Guessing_is_slowed_down_by_address_for_people_and_machines()
    {
        using var browser = new Browser(identity.Origin);
        var form = await browser.Get("/identity/account/sign-in");
        Dictionary<string, string> guess = new() { ["name"] = "a", ["password"] = "b" };
        await browser.Submit(form, guess);
        await browser.Submit(form, guess);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Submit(form, guess)).Status);

        var portal = new PortalClient(identity);
        var answers = new List<int>();
        for (var attempt = 0; attempt < 3; attempt++)
            answers.Add((await portal.Token(new() { ["grant_type"] = "client_credentials", ["client_id"] = "x", ["client_secret"] = "y" })).Status);
        Assert.Equal([401, 401, 429], answers);
    }

    [Fact]
    public async Task Without_a_mail_server_a_developer_reads_the_mail_on_a_page()
    {
        using var browser = new Browser(identity.Origin);
        await browser.Submit(await browser.Get("/identity/account/forgot"), new() { ["name"] = RunningIdentity.Manager });

        var mailbox = await browser.Get("/identity/mailbox");

        Assert.Contains($"href=\"{identity.Issuer}/account/reset?", mailbox.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_language_is_the_one_asked_for_then_kept()
    {
        using var browser = new Browser(identity.Origin, "fr-CI,fr;q=0.9");
        Assert.Contains("<html lang=\"fr\">", (await browser.Get("/identity/account/sign-in")).Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", (await browser.Get("/identity/account/sign-in?ui_locales=en")).Body, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\">", (await browser.Get("/identity/account/forgot")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_is_a_page_that_says_so()
    {
        using var browser = new Browser(identity.Origin);
        var page = await browser.Get("/identity/nothing/here");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("could not be completed", page.Body, StringComparison.Ordinal);
    }
}
