using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>
/// Closes what has passed its deadline, since nobody publishes a notice to say so. Any number of replicas may do it at
/// once: each takes rows that no other holds.
/// </summary>
sealed partial class CloseOverdue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CloseOverdue> log) : BackgroundService
{
    const int Slice = 200;

    public static async Task<int> CloseAsync(OpportunitiesDb db, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var overdue = await db.Opportunities
            .FromSql($"select * from opportunities where status = 'open' and deadline <= {now} order by deadline limit {Slice} for update skip locked")
            .ToListAsync(cancel);
        foreach (var opportunity in overdue) opportunity.Close(now);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return overdue.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await AllAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    async Task AllAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OpportunitiesDb>();
            while (await CloseAsync(db, clock.GetUtcNow(), cancel) == Slice)
            {
            }
        }
        catch (Exception away) when (away is NpgsqlException or DbUpdateException or InvalidOperationException { InnerException: NpgsqlException })
        {
            NotNow(log, away.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Overdue opportunities are closed a minute later: {Reason}")]
    static partial void NotNow(ILogger log, string reason);
}
