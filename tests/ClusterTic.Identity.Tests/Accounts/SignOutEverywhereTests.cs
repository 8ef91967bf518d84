using System.Net;
using ClusterTic.Identity.Tests.Hosting;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed class SignOutEverywhereTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task It_ends_the_refresh_of_every_browser_and_Identitys_own_cookie()
    {
        var portal = new PortalClient(identity.Process);
        using var here = new Browser(identity.Process.Origin);
        using var elsewhere = new Browser(identity.Process.Origin);
        var tokensHere = await portal.Exchange(await portal.Code(here, RunningIdentity.Manager, RunningIdentity.ManagerPassword));
        var tokensElsewhere = await portal.Exchange(await portal.Code(elsewhere, RunningIdentity.Manager, RunningIdentity.ManagerPassword));

        var account = await here.Get("/identity/account");
        var done = await here.Submit(account, [], "Everywhere");

        Assert.EndsWith("/account/done/everywhere", done.Location, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await portal.Refresh(tokensHere["refresh_token"]))["error"]);
        Assert.Equal("invalid_grant", (await portal.Refresh(tokensElsewhere["refresh_token"]))["error"]);
        var page = await elsewhere.Get("/identity/account");
        Assert.Equal(HttpStatusCode.Redirect, page.Status);
        Assert.Contains("/account/sign-in", page.Location, StringComparison.Ordinal);
    }
}
