using ClusterTic.Messaging.Parked;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Messaging.Inbox;

/// <summary>Forgets message ids and idempotency keys that are past their time, a slice at a time, and the content of parked messages.</summary>
sealed class ForgetOldMessages(MessagingOptions options) : IMaintenance
{
    const int Slice = 10_000;

    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (options.KeepInbox > TimeSpan.Zero)
            await DeleteAsync(owner, "inbox", "handled_at", now - options.KeepInbox, cancel);
        await DeleteAsync(owner, "idempotency_keys", "created_at", now - TimeSpan.FromHours(24), cancel);
        await EmptyParkedAsync(owner, now, cancel);
    }

    /// <summary>
    /// What became of a parked message stays readable for good, its content does not: decided ones are emptied after a
    /// term, and personal data that nobody has decided on is given up; its owner announces it again on request.
    /// </summary>
    async Task EmptyParkedAsync(NpgsqlDataSource owner, DateTimeOffset now, CancellationToken cancel)
    {
        await using var decided = owner.CreateCommand("update parked set body = '' where state <> $1 and decided_at < $2 and body <> ''");
        decided.Parameters.AddWithValue((int)ParkedMessageState.Parked);
        decided.Parameters.AddWithValue(now - options.KeepDecided);
        await decided.ExecuteNonQueryAsync(cancel);

        await using var personal = owner.CreateCommand("""
            update parked set state = $1, decided_at = $2, decided_by = 'term', decided_because = 'restricted-term-passed', body = ''
            where state = $3 and stream = $4 and parked_at < $5
            """);
        personal.Parameters.AddWithValue((int)ParkedMessageState.Discarded);
        personal.Parameters.AddWithValue(now);
        personal.Parameters.AddWithValue((int)ParkedMessageState.Parked);
        personal.Parameters.AddWithValue((int)FactStream.Restricted);
        personal.Parameters.AddWithValue(now - options.KeepParkedPersonal);
        await personal.ExecuteNonQueryAsync(cancel);
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
