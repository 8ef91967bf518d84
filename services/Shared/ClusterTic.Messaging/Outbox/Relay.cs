using System.Diagnostics;
using ClusterTic.Messaging.Transport;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Messaging.Outbox;

/// <summary>
/// Publishes what the outbox holds. One relay works per database at a time, however many replicas there are: the others
/// wait for its lock, so that a wake-up is never lost to one that is just finishing. Different aggregates go in
/// parallel, the messages of one in sequence; a row goes only after the broker's confirm.
/// </summary>
sealed partial class Relay(
    NpgsqlDataSource database, OutboxRounds rounds, IFactSender sender, RelaySignal signal, MessagingOptions options,
    MessagingMetrics metrics, TimeProvider clock, ILogger<Relay> log) : BackgroundService
{
    /// <summary>Any number that nothing else in the database locks by; "clustert" in ASCII.</summary>
    const long LockKey = 0x636c757374657274;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(options.Poll, stoppingToken);
                await metrics.MeasureOutboxAsync(database, clock, stoppingToken);
                if (await rounds.IsEmptyAsync(stoppingToken)) continue;
                await DrainAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException away)
            {
                DatabaseAway(log, away.Message);
                await Task.Delay(options.Poll, clock, stoppingToken);
            }
        }
    }

    async Task DrainAsync(CancellationToken cancel)
    {
        // The lock lives as long as this connection: a process that dies lets go of it.
        await using var turn = await database.OpenConnectionAsync(cancel);
        await using (var take = new NpgsqlCommand($"select pg_advisory_lock({LockKey})", turn) { CommandTimeout = 0 })
            await take.ExecuteNonQueryAsync(cancel);
        try
        {
            while (await rounds.NextAsync(clock.GetUtcNow(), cancel) is { Count: > 0 } round)
            {
                if (!await PublishAsync(round, cancel))
                {
                    await Task.Delay(options.Poll, clock, cancel); // nothing gets through: do not spin
                    return;
                }
            }
        }
        finally
        {
            await using var release = new NpgsqlCommand($"select pg_advisory_unlock({LockKey})", turn);
            if (turn.FullState is System.Data.ConnectionState.Open) await release.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    /// <summary>Whether the broker answered: a row that it returned waits by itself and holds up nobody else.</summary>
    async Task<bool> PublishAsync(IReadOnlyList<OutboxMessage> round, CancellationToken cancel)
    {
        var sequences = await Task.WhenAll(round.GroupBy(message => message.AggregateId).Select(group => PublishInSequenceAsync([.. group], cancel)));
        var confirmed = sequences.SelectMany(sequence => sequence.Confirmed).ToList();
        var failures = sequences.Select(sequence => sequence.Failure).OfType<Failure>().ToList();
        await rounds.RemoveAsync(confirmed, cancel);
        metrics.Published(confirmed.Count);

        // While others get through, a row that does not is itself at fault; while nothing does, the broker is away.
        var ownFault = confirmed.Count > 0;
        foreach (var alike in failures.GroupBy(failure => (failure.Message.WireName, failure.Reason)))
            NotPublished(log, alike.Count(), alike.Key.WireName, alike.First().Message.AggregateId, alike.Key.Reason);
        var delayed = new List<(OutboxMessage, string, DateTimeOffset)>();
        foreach (var failure in failures)
        {
            if (ownFault && !failure.Returned && failure.Message.Attempts + 1 >= options.PublishAttempts)
            {
                await rounds.ParkAsync(failure.Message, failure.Reason, clock.GetUtcNow(), cancel);
                metrics.Parked();
            }
            else if (ownFault || failure.Returned)
            {
                delayed.Add((failure.Message, failure.Reason, clock.GetUtcNow() + Backoff(failure.Message.Attempts)));
            }
        }

        await rounds.DelayAsync(delayed, cancel);

        return ownFault || failures.Exists(failure => failure.Returned);
    }

    async Task<(List<Guid> Confirmed, Failure? Failure)> PublishInSequenceAsync(List<OutboxMessage> messages, CancellationToken cancel)
    {
        var confirmed = new List<Guid>(messages.Count);
        foreach (var message in messages)
        {
            using var activity = Traces.Start($"publish {message.WireName}", ActivityKind.Producer, message.TraceParent);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(options.ConfirmLimit);
            try
            {
                await sender.SendAsync(message, activity.Id!, limit.Token);
                confirmed.Add(message.Id);
            }
            catch (UnroutableException returned)
            {
                return (confirmed, new(message, returned.Message, Returned: true));
            }
#pragma warning disable CA1031 // whatever it is that keeps this row from being confirmed, the row stays and says so
            catch (Exception failed) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
            {
                activity.SetStatus(ActivityStatusCode.Error, failed.GetType().Name);
                return (confirmed, new(message, $"{failed.GetType().Name}: {failed.Message}", Returned: false));
            }
        }

        return (confirmed, null);
    }

    static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, attempts)));

    sealed record Failure(OutboxMessage Message, string Reason, bool Returned);

    [LoggerMessage(LogLevel.Warning, "{Count} of {WireName}, the first of {Aggregate}, not published: {Reason}")]
    static partial void NotPublished(ILogger log, int count, string wireName, Guid aggregate, string reason);

    [LoggerMessage(LogLevel.Warning, "The outbox cannot be read just now: {Reason}")]
    static partial void DatabaseAway(ILogger log, string reason);
}
