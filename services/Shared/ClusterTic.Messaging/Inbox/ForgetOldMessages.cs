using ClusterTic.ServiceDefaults.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Messaging.Inbox;

/// <summary>Forgets message ids and idempotency keys that are past their time, a slice at a time.</summary>
sealed class ForgetOldMessages(MessagingOptions options) : IMaintenance
{
    const int Slice = 10_000;

    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (options.KeepInbox > TimeSpan.Zero)
            await DeleteAsync(owner, "inbox", "handled_at", now - options.KeepInbox, cancel);
        await DeleteAsync(owner, "idempotency_keys", "created_at", now - TimeSpan.FromHours(24), cancel);
    }

    static async Task DeleteAsync(NpgsqlDataSource database, string table, string column, DateTimeOffset before, CancellationToken cancel)
    {
        int deleted;
        do
        {
            await using var command = database.CreateCommand(
                $"delete from {table} where ctid = any(array(select ctid from {table} where {column} < $1 limit {Slice}))");
            command.Parameters.AddWithValue(before);
            deleted = await command.ExecuteNonQueryAsync(cancel);
        }
        while (deleted == Slice);
    }
}

/// <summary>Does the same every hour while the service runs, so that nothing depends on a job being scheduled.</summary>
sealed partial class HourlyForgetting(MessagingOptions options, NpgsqlDataSource database, TimeProvider clock, ILogger<HourlyForgetting> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await new ForgetOldMessages(options).MaintainAsync(database, clock, stoppingToken);
                }
                catch (NpgsqlException away)
                {
                    NotNow(log, away.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Old messages are forgotten an hour later: {Reason}")]
    static partial void NotNow(ILogger log, string reason);
}
