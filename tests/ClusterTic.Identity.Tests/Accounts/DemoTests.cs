using System.Net;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed class DemoTests(ServersFixture servers)
{
    [Fact]
    public async Task Without_the_demo_its_accounts_and_clients_are_out_of_use_and_with_it_again_in_use()
    {
        await using var database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        Dictionary<string, string> loader = new()
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = "loader",
            ["client_secret"] = "the loader's secret",
        };

        foreach (var (settings, works) in new[] { (IdentityProcess.Demo, true), ([], false), (IdentityProcess.Demo, true) })
        {
            await using var identity = await IdentityProcess.StartAsync(database, settings);
            using var browser = new Browser(identity.Origin);

            var signedIn = await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword);
            var token = await new PortalClient(identity).Token(new(loader));

            Assert.Equal(works, signedIn.Status is HttpStatusCode.Redirect);
            Assert.Equal(works, token.Has("access_token"));
        }
    }
}
