using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Identity.Tests.Accounts;

public sealed class UnusedAccountsTests(RunningIdentity running) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task Whoever_never_set_a_password_is_removed_after_thirty_days_and_nobody_else()
    {
        var identity = running.Process;
        await identity.With(async services =>
        {
            await services.GetRequiredService<SelfRegistration>().Ask("Jamais Venue", "jamais@exemple.example", "fr", CancellationToken.None);
            await services.GetRequiredService<SelfRegistration>().Ask("Bien Venue", "venue@exemple.example", "fr", CancellationToken.None);
            await services.GetRequiredService<AccountBook>().Open("equipe@exemple.example", ["analyst"]);
            var accounts = services.GetRequiredService<UserManager<Account>>();
            await accounts.AddPasswordAsync((await accounts.FindByEmailAsync("venue@exemple.example"))!, "a sentence does it");
            // Sent: what waits for a mail server is still on its way.
            return await services.GetRequiredService<IdentityDb>().Mails.Where(mail => mail.Recipient == "jamais@exemple.example").ExecuteDeleteAsync();
        });
        var before = await AddressesAsync();

        Assert.Equal(0, await RemoveAsync(UnusedAccounts.Kept - TimeSpan.FromMinutes(1)));
        Assert.Equal(before, await AddressesAsync());
        Assert.Equal(1, await RemoveAsync(UnusedAccounts.Kept + TimeSpan.FromMinutes(1)));
        Assert.Equal(before.Where(one => one != "jamais@exemple.example"), await AddressesAsync());
        Assert.Equal(0, await RemoveAsync(TimeSpan.FromDays(400)));

        async Task<int> RemoveAsync(TimeSpan later) => await identity.With(services =>
            new UnusedAccounts(services.GetRequiredService<IdentityDb>(), new Later(later)).RemoveAsync(CancellationToken.None));

        async Task<List<string?>> AddressesAsync() => await identity.With(services =>
            services.GetRequiredService<IdentityDb>().Users.OrderBy(one => one.Email).Select(one => one.Email).ToListAsync());
    }

    sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
