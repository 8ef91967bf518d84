using System.Net;
using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Identity.Tokens;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;

namespace ClusterTic.Identity.Tests.Portal;

public sealed class SessionTests(ServersFixture servers)
{
    static readonly TimeSpan almostOver = TimeSpan.FromMinutes(14.5);
    static readonly TimeSpan limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_page_that_needs_an_account_leads_through_signing_in_and_back()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);

        var refused = await browser.Get("/mine?of=mine");
        Assert.EndsWith("/sign-in?returnUrl=%2Fmine%3Fof%3Dmine", refused.Location, StringComparison.Ordinal);
        await portal.SignIn(browser, "/mine?of=mine");

        Assert.Equal("mine", (await browser.Get("/mine?of=mine")).Body);
        Assert.Equal("manager", (await browser.Get("/me")).Body);
    }

    [Fact]
    public async Task Ten_requests_at_once_renew_the_tokens_once()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        var before = await RefreshTokens(portal);
        portal.Clock.Advance(almostOver);

        var pages = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => browser.Get("/mine")));

        Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.Status));
        Assert.Equal(before + 1, await RefreshTokens(portal));
    }

    [Fact]
    public async Task Signing_out_everywhere_at_Identity_ends_the_session_at_once()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);
        using var elsewhere = new Browser(portal.Origin);
        await portal.SignIn(browser);
        await portal.SignIn(elsewhere);

        await browser.Submit(await browser.Get("/identity/account"), [], "Everywhere");

        await Until(async () => (await elsewhere.Get("/me")).Body == "nobody");
        Assert.Equal("nobody", (await browser.Get("/me")).Body);
    }

    [Fact]
    public async Task Where_the_Portal_is_not_told_the_session_ends_at_its_next_refresh()
    {
        await using var portal = await RunningPortal.StartAsync(servers, identityTells: false);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        await browser.Submit(await browser.Get("/identity/account"), [], "Everywhere");
        Assert.Equal("manager", (await browser.Get("/me")).Body);

        portal.Clock.Advance(almostOver);

        Assert.Equal("nobody", (await browser.Get("/me")).Body);
    }

    [Fact]
    public async Task While_Identity_is_away_a_session_goes_on()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        await portal.Identity.App.StopAsync(TestContext.Current.CancellationToken);

        portal.Clock.Advance(almostOver);

        Assert.Equal("manager", (await browser.Get("/me")).Body);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_here_and_there_and_comes_home()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await browser.Get("/form-token")).Body,
            ["returnUrl"] = "/fr",
        });

        using var response = await browser.Client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var there = await browser.Get(response.Headers.Location!.OriginalString);
        var home = await browser.Get(there.Location!);

        Assert.StartsWith($"{portal.Origin}/signout-callback-oidc", there.Location, StringComparison.Ordinal);
        Assert.Equal("/fr", home.Location);
        Assert.Equal("nobody", (await browser.Get("/me")).Body);
        Assert.Contains("/account/sign-in", (await browser.Get("/identity/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_everywhere_here_ends_the_sessions_of_other_browsers_at_once()
    {
        await using var portal = await RunningPortal.StartAsync(servers, identityTells: false);
        using var browser = new Browser(portal.Origin);
        using var elsewhere = new Browser(portal.Origin);
        await portal.SignIn(browser);
        await portal.SignIn(elsewhere);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = (await browser.Get("/form-token")).Body,
            ["everywhere"] = "true",
        });

        using var response = await browser.Client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("nobody", (await browser.Get("/me")).Body);
        Assert.Equal("nobody", (await elsewhere.Get("/me")).Body);
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_token()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        using var form = new FormUrlEncodedContent([]);

        using var response = await browser.Client.PostAsync(new Uri("/sign-out", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("manager", (await browser.Get("/me")).Body);
    }

    [Fact]
    public async Task A_logout_notice_that_the_provider_did_not_sign_is_refused()
    {
        await using var portal = await RunningPortal.StartAsync(servers);
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = "eyJhbGciOiJub25lIn0.e30." });
        using var response = await client.PostAsync(new Uri($"{portal.Origin}/signed-out"), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_logout_notice_that_arrives_late_leaves_the_sessions_that_have_begun_since()
    {
        await using var portal = await RunningPortal.StartAsync(servers, identityTells: false);
        using var browser = new Browser(portal.Origin);
        await portal.SignIn(browser);
        var notices = portal.Identity.App.Services.GetRequiredService<LogoutNotices>();
        var account = await portal.Identity.With(services => services.GetRequiredService<UserManager<Account>>().FindByNameAsync(RunningIdentity.Manager));
        using var client = new HttpClient();

        Assert.Equal("manager", await AfterNotice(TimeProvider.System.GetUtcNow().AddMinutes(-1)));
        Assert.Equal("nobody", await AfterNotice(TimeProvider.System.GetUtcNow()));

        async Task<string> AfterNotice(DateTimeOffset at)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = notices.Token(account!.Id, at) });
            using var response = await client.PostAsync(new Uri($"{portal.Origin}/signed-out"), form, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return (await browser.Get("/me")).Body;
        }
    }

    [Theory]
    [InlineData("/fr/reports?from=2021-11-01", "/fr/reports?from=2021-11-01")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\n/evil.example", "/")]
    [InlineData(null, "/")]
    public void Only_a_place_of_the_Portal_is_returned_to(string? asked, string expected) =>
        Assert.Equal(expected, ClusterTic.Portal.Sessions.ReturnAddress.Local(asked));

    static Task<int> RefreshTokens(RunningPortal portal) => portal.Identity.With(services => services.GetRequiredService<IdentityDb>()
        .Set<OpenIddictEntityFrameworkCoreToken<Guid>>().CountAsync(token => token.Type!.EndsWith("refresh_token")));

    static async Task Until(Func<Task<bool>> holds)
    {
        using var end = new CancellationTokenSource(limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await holds())
            Assert.True(await timer.WaitForNextTickAsync(end.Token));
    }
}
