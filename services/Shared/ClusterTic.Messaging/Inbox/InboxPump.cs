using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClusterTic.Messaging.Inbox;

/// <summary>
/// Applies what one endpoint receives: whatever has arrived, up to a batch, in one transaction that begins with the
/// message ids. A message in two batches, on two replicas or after a crash has its effect once. A database that is away
/// pauses the endpoint; a message that fails by itself fails alone.
/// </summary>
sealed partial class InboxPump(
    Endpoint endpoint, IServiceScopeFactory scopes, MessagingOptions options, MessagingMetrics metrics, TimeProvider clock,
    IHostApplicationLifetime lifetime, ILogger<InboxPump> log)
{
    readonly Channel<Delivery> arrived = Channel.CreateUnbounded<Delivery>(new() { SingleReader = true });
    readonly Lock starting = new();

    /// <summary>Only once the endpoints have stopped: until then what has been received is finished.</summary>
    readonly CancellationToken stopped = lifetime.ApplicationStopped;

    volatile bool running;

    public Endpoint Endpoint => endpoint;

    /// <summary>Done when the effect is committed; throws what the handler threw.</summary>
    public Task HandleAsync(ReceivedFact fact)
    {
        EnsureRunning();
        var delivery = new Delivery(fact);
        arrived.Writer.TryWrite(delivery); // unbounded: the broker's prefetch is the bound
        return delivery.Applied.Task;
    }

    /// <summary>One reader, however many messages arrive at once.</summary>
    void EnsureRunning()
    {
        if (running) return;
        lock (starting)
        {
            if (running) return;
            running = true;
            _ = Task.Run(RunAsync);
        }
    }

    async Task RunAsync()
    {
        var batch = new List<Delivery>(options.Batch);
        while (await arrived.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < options.Batch && arrived.Reader.TryRead(out var delivery)) batch.Add(delivery);
            await ApplyAsync(batch);
        }
    }

    async Task ApplyAsync(List<Delivery> batch)
    {
        for (var pause = options.RetryPause; ; pause = Longer(pause))
        {
            try
            {
                await InOneTransactionAsync([.. batch.Select(delivery => delivery.Fact).DistinctBy(fact => fact.MessageId)], stopped);
                foreach (var delivery in batch) delivery.Applied.TrySetResult();
                return;
            }
            catch (OperationCanceledException) when (stopped.IsCancellationRequested)
            {
                foreach (var delivery in batch) delivery.Applied.TrySetCanceled(); // the broker delivers it again
                return;
            }
            catch (Exception away) when (Faults.IsInfrastructure(away))
            {
                Paused(log, endpoint.Name, away.Message);
                try
                {
                    await Task.Delay(pause, clock, stopped);
                }
                catch (OperationCanceledException)
                {
                    foreach (var delivery in batch) delivery.Applied.TrySetCanceled();
                    return;
                }
            }
#pragma warning disable CA1031 // a handler may throw anything: it goes back to the message that caused it
            catch (Exception failed)
#pragma warning restore CA1031
            {
                if (batch.Count == 1)
                {
                    batch[0].Applied.TrySetException(failed);
                    return;
                }

                foreach (var delivery in batch.ToArray()) await ApplyAsync([delivery]); // find the one at fault
                return;
            }
        }
    }

    async Task InOneTransactionAsync(IReadOnlyList<ReceivedFact> facts, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        db.Database.AutoSavepointsEnabled = false; // what fails rolls back the whole batch
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);

        var ids = facts.Select(fact => fact.MessageId).Order().ToArray(); // one order everywhere: no deadlocks between replicas
        var now = clock.GetUtcNow();
        var first = await db.Database.SqlQuery<Guid>(
            $"""
             insert into inbox (message_id, endpoint, handled_at)
             select id, {endpoint.Name}, {now} from unnest({ids}) id on conflict do nothing returning message_id
             """).ToListAsync(cancel);
        var fresh = first.Count == facts.Count ? facts : [.. facts.Where(fact => first.Contains(fact.MessageId))];

        if (endpoint.HandleBatch is { } handleBatch)
        {
            if (fresh.Count > 0)
            {
                await Traces.StartBatch($"handle batch {endpoint.Name}", fresh.Select(fact => fact.TraceParent)).DoAsync(async () =>
                {
                    await handleBatch(scope.ServiceProvider, fresh, cancel);
                    await db.SaveChangesAsync(cancel);
                });
            }
        }
        else
        {
            foreach (var fact in fresh)
            {
                await Traces.Start($"handle {fact.WireName}", ActivityKind.Consumer, fact.TraceParent).DoAsync(async () =>
                {
                    await endpoint.HandleAsync(scope.ServiceProvider, fact, cancel);
                    await db.SaveChangesAsync(cancel);
                });
            }
        }

        await transaction.CommitAsync(cancel);
        metrics.Handled(fresh.Count, endpoint.Name);
        if (fresh.Count < facts.Count) metrics.Skipped(facts.Count - fresh.Count, endpoint.Name);
    }

    TimeSpan Longer(TimeSpan pause) => pause * 2 < options.LongestPause ? pause * 2 : options.LongestPause;

    sealed record Delivery(ReceivedFact Fact)
    {
        public TaskCompletionSource Applied { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(LogLevel.Warning, "{Endpoint} pauses: {Reason}")]
    static partial void Paused(ILogger log, string endpoint, string reason);
}
