using System.Net;
using System.Text.RegularExpressions;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed partial class RegistrationTests(ServersFixture servers) : IAsyncLifetime
{
    TestDatabase database = null!;
    IdentityProcess identity = null!;

    public async ValueTask InitializeAsync()
    {
        database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        identity = await IdentityProcess.StartAsync(database, new(IdentityProcess.Demo));
    }

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Anybody_opens_an_account_and_the_link_by_mail_makes_it_usable()
    {
        using var browser = new Browser(identity.Origin);
        Assert.Contains("/identity/account/register", (await browser.Get("/identity/account/sign-in")).Body, StringComparison.Ordinal);
        var asked = await AskAsync(browser, "awa@exemple.example");
        Assert.EndsWith("/account/done/register", asked.Location, StringComparison.Ordinal);
        Assert.Contains("invitation", (await browser.Get(asked.Location!)).Body, StringComparison.Ordinal);

        var link = WebUtility.HtmlDecode(Link().Match((await browser.Get("/identity/mailbox")).Body).Groups["link"].Value);
        var saved = await browser.Submit(await browser.Get(link), new() { ["password"] = "a sentence does it", ["again"] = "a sentence does it" }, "reset");
        Assert.EndsWith("/account/done/password", saved.Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("awa@exemple.example", "a sentence does it")).Status);
    }

    [Fact]
    public async Task An_address_that_has_an_account_reads_the_same_answer_and_its_owner_is_told()
    {
        using var browser = new Browser(identity.Origin);
        var (unknown, known) = (await AskAsync(browser, "yao@exemple.example"), await AskAsync(browser, RunningIdentity.Manager));
        Assert.Equal((unknown.Status, unknown.Location), (known.Status, known.Location));
        var mailbox = (await browser.Get("/identity/mailbox")).Body;
        Assert.Equal(2, Link().Count(mailbox));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword)).Status); // nothing has changed
    }

    [Fact]
    public async Task What_is_no_address_opens_nothing()
    {
        using var browser = new Browser(identity.Origin);
        var asked = await AskAsync(browser, "no address");
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Contains("role=\"alert\"", asked.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("account/reset?", (await browser.Get("/identity/mailbox")).Body, StringComparison.Ordinal);
    }

    static async Task<Page> AskAsync(Browser browser, string email) => await browser.Submit(
        await browser.Get("/identity/account/register"), new() { ["name"] = "Awa Exemple", ["email"] = email, ["language"] = "fr" });

    [GeneratedRegex("href=\"(?<link>[^\"]*account/reset[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();
}
