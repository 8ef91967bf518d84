using ClusterTic.Identity.Keys;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClusterTic.Identity.Tests.Keys;

public sealed class KeyRingTests(ServersFixture servers)
{
    [Fact]
    public async Task Keys_survive_a_restart_and_tokens_from_before_stay_good()
    {
        await using var database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        var port = FreePort.Next();
        string access, refresh;
        await using (var first = await IdentityProcess.StartAsync(database, port: port))
        {
            var portal = new PortalClient(first);
            using var browser = new Browser(first.Origin);
            var tokens = await portal.Exchange(await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword));
            (access, refresh) = (tokens["access_token"], tokens["refresh_token"]);
        }

        await using var second = await IdentityProcess.StartAsync(database, port: port);

        using var client = new HttpClient();
        var keys = new JsonWebKeySet(await client.GetStringAsync(new Uri($"{second.Issuer}/.well-known/jwks"), TestContext.Current.CancellationToken));
        Assert.Contains(keys.GetSigningKeys(), key => key.KeyId == new JsonWebToken(access).Kid);
        Assert.Equal(200, (await new PortalClient(second).Refresh(refresh)).Status);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_on_an_empty_database_share_one_set_of_keys()
    {
        await using var database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);

        var replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => IdentityProcess.StartAsync(database)));

        var keys = replicas.Select(replica => KeyIds(replica.App.Services.GetRequiredService<KeyRing>())).ToList();
        Assert.All(keys, ids => Assert.Equal(keys[0], ids));
        Assert.Single(keys[0]);
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_published_before_it_signs_and_stays_to_check_after_it_was_replaced()
    {
        await using var database = await servers.CreateDatabaseAsync("identity", RunningIdentity.Migrate);
        await using var identity = await IdentityProcess.StartAsync(database, []);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var ring = new KeyRing(
            identity.App.Services.GetRequiredService<IServiceScopeFactory>(), identity.App.Services.GetRequiredService<IDataProtectionProvider>(), clock);
        var cancel = TestContext.Current.CancellationToken;
        await ring.RefreshAsync(cancel);
        var first = KeyIds(ring).Single();

        clock.Advance(KeyRing.Active - TimeSpan.FromHours(12));
        await ring.RefreshAsync(cancel);
        Assert.Equal(first, KeyIds(ring)[0]);
        Assert.Equal(2, KeyIds(ring).Count);

        clock.Advance(TimeSpan.FromDays(1));
        await ring.RefreshAsync(cancel);
        Assert.NotEqual(first, KeyIds(ring)[0]);
        Assert.Contains(first, KeyIds(ring));

        clock.Advance(TimeSpan.FromDays(31));
        await ring.RefreshAsync(cancel);
        Assert.DoesNotContain(first, KeyIds(ring));
    }

    static List<string> KeyIds(KeyRing ring) => [.. ring.For(KeyUse.Signing).Select(key => key.KeyId)];
}
