using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ClusterTic.Messaging.Outbox;

/// <summary>Wakes the relay of this process; setting it twice wakes it once.</summary>
sealed class RelaySignal : IDisposable
{
    readonly SemaphoreSlim signal = new(0, 1);

    int set;

    public void Set()
    {
        if (Interlocked.Exchange(ref set, 1) == 0) signal.Release();
    }

    public async Task WaitAsync(TimeSpan limit, CancellationToken cancel)
    {
        if (await signal.WaitAsync(limit, cancel)) Volatile.Write(ref set, 0); // before it looks: who sets it now is seen
    }

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
