using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Identity;

/// <summary>Section <c>Demo</c>; empty in every real installation.</summary>
sealed class DemoOptions
{
    public IList<DemoAccount> Accounts { get; } = [];

    public IList<DemoClient> Clients { get; } = [];

    internal sealed class DemoAccount
    {
        public string User { get; set; } = "";
        public string Password { get; set; } = "";

        /// <summary>One or several, separated by commas.</summary>
        public string Role { get; set; } = "";
    }

    internal sealed class DemoClient
    {
        public string Id { get; set; } = "";
        public string Secret { get; set; } = "";
        public string Roles { get; set; } = "";
    }
}

/// <summary>Brings the Portal's client and the demo in line with the configuration, before anybody can sign in.</summary>
sealed class StartUp(IServiceScopeFactory scopes, IConfiguration configuration) : IHostedService
{
    const long Lock = 0x49_44_53_54_41_52_54;   // "IDSTART"

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var demo = configuration.GetSection("Demo").Get<DemoOptions>() ?? new();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
        var clients = scope.ServiceProvider.GetRequiredService<ClientRegistry>();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountBook>();

        // One replica after the other, else two of them create the same client.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancellationToken);

        await clients.ReconcilePortal(cancellationToken);
        foreach (var client in demo.Clients)
            await clients.SaveMachine(client.Id, client.Secret, KnownRoles.Parse(client.Roles), demo: true, cancellationToken);
        await clients.RemoveDemoBut([.. demo.Clients.Select(client => client.Id)], cancellationToken);

        foreach (var account in demo.Accounts)
            await accounts.SaveDemo(account.User, account.Password, KnownRoles.Parse(account.Role), cancellationToken);
        await accounts.DisableDemoBut([.. demo.Accounts.Select(account => account.User)], cancellationToken);

        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
