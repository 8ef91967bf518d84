using System.Diagnostics;
using Xunit;

namespace ClusterTic.Testing;

/// <summary>Waits for a condition with a limit, instead of sleeping and hoping.</summary>
public static class Eventually
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Asks again until the condition holds; fails with what was awaited and what was there at the end.</summary>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, string awaited, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (holds(answer)) return answer;
            if (watch.Elapsed > (limit ?? Limit)) Assert.Fail($"Waited {watch.Elapsed.TotalSeconds:0} s for {awaited}; there was {answer}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public static Task HoldsAsync(Func<Task<bool>> ask, string awaited, TimeSpan? limit = null) => GetAsync(ask, answer => answer, awaited, limit);
}
