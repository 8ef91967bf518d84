using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ClusterTic.Messaging.Outbox;

/// <summary>Wakes the relay of this process; setting it twice wakes it once.</summary>
sealed class RelaySignal : IDisposable
{
    readonly SemaphoreSlim signal = new(0, 1);

    public void Set()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // it is awake already, and looks again before it sleeps
        }
    }

    public Task WaitAsync(TimeSpan limit, CancellationToken cancel) => signal.WaitAsync(limit, cancel);

    public void Dispose() => signal.Dispose();
}

/// <summary>Wakes the relay once the transaction has committed; before that it would find nothing.</summary>
sealed class WakeRelayAfterCommit : DbTransactionInterceptor
{
    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is ServiceDb { HasOutgoing: true } db) db.WakeRelay();
        return Task.CompletedTask;
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData)
    {
        if (eventData.Context is ServiceDb { HasOutgoing: true } db) db.WakeRelay();
    }
}
