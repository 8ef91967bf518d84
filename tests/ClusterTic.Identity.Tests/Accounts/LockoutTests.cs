using System.Net;
using System.Text.RegularExpressions;
using ClusterTic.Identity.Tests.Hosting;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed partial class LockoutTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task After_five_failures_the_right_password_is_refused_too_and_a_stranger_reads_the_same()
    {
        using var browser = new Browser(identity.Process.Origin);
        for (var attempt = 0; attempt < 5; attempt++)
            await browser.SignIn(RunningIdentity.Manager, "not the password");

        var locked = await browser.SignIn(RunningIdentity.Manager, RunningIdentity.ManagerPassword);
        var unknown = await browser.SignIn("nobody@demo.example", RunningIdentity.ManagerPassword);

        Assert.Equal(HttpStatusCode.OK, locked.Status);
        Assert.Contains("stays locked for 15 minutes", locked.Body, StringComparison.Ordinal);
        Assert.Equal(WithoutWhatWasTyped(locked.Body), WithoutWhatWasTyped(unknown.Body));
    }

    static string WithoutWhatWasTyped(string page) =>
        Values().Replace(page, "");

    [GeneratedRegex("value=\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Values();
}
