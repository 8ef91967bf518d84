using System.Collections.Concurrent;

namespace ClusterTic.Benchmarks;

/// <summary>When each thing came about, for those who wait for it, before or after.</summary>
sealed class Arrivals
{
    readonly ConcurrentDictionary<Guid, TaskCompletionSource<long>> times = new();

    /// <param name="at">A time stamp of the stopwatch; only the first one counts.</param>
    public void Note(Guid id, long at) => Of(id).TrySetResult(at);

    public Task<long> WhenAsync(Guid id) => Of(id).Task;

    TaskCompletionSource<long> Of(Guid id) => times.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
