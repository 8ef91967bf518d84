using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;

namespace ClusterTic.Identity.Tokens;

/// <summary>Deletes what expired long ago: each access token leaves a row, so the table would grow for ever; and accounts that were never used.</summary>
sealed partial class Pruning(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Pruning> log) : BackgroundService
{
    static readonly TimeSpan kept = TimeSpan.FromDays(1);
    static readonly TimeSpan mailsKept = TimeSpan.FromDays(7);
    const long Lock = 0x49_44_50_52_55_4E_45;   // "IDPRUNE"

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Prune(stoppingToken);
            }
            catch (Exception error) when (error is Npgsql.NpgsqlException or DbUpdateException or InvalidOperationException or AggregateException)
            {
                Postponed(error.GetType().Name);
            }
        }
    }

    public async Task Prune(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();

        // Held by the connection, not by a transaction: pruning goes in batches of its own.
        await db.Database.OpenConnectionAsync(cancel);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_lock({Lock}) as \"Value\"").SingleAsync(CancellationToken.None))
            return;

        try
        {
            var before = clock.GetUtcNow() - kept;
            await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancel);
            await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancel);
            var oldest = clock.GetUtcNow() - mailsKept;
            await scope.ServiceProvider.GetRequiredService<Accounts.UnusedAccounts>().RemoveAsync(cancel);
            await db.Mails.Where(mail => mail.CreatedAt < oldest).ExecuteDeleteAsync(cancel);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old tokens could not be deleted ({Failure}); the next hour tries again")]
    partial void Postponed(string failure);
}
