using System.Diagnostics;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Benchmarks;

static class Bench
{
    /// <summary>Runs with real servers, as the tests do, but with writes that reach the disk.</summary>
    public static async Task WithServersAsync(Func<ServersFixture, Task> work)
    {
        var data = RunningSuite.MakeFolder();
        var servers = new ServersFixture { Data = data };
        await servers.InitializeAsync();
        try
        {
            await work(servers);
        }
        finally
        {
            await servers.DisposeAsync();
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Calls from so many clients at once; calls a second after a warm-up.</summary>
    public static async Task<double> RateAsync(Func<int, Task> call, int clients, TimeSpan warm, TimeSpan measured)
    {
        await LoopAsync(call, clients, warm);
        var watch = Stopwatch.StartNew();
        var calls = await LoopAsync(call, clients, measured);
        return calls / watch.Elapsed.TotalSeconds;
    }

    static async Task<long> LoopAsync(Func<int, Task> call, int clients, TimeSpan time)
    {
        var calls = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                await call(client);
                Interlocked.Increment(ref calls);
            }
        })));
        return calls;
    }

    /// <summary>Starts a call every so often, without waiting for the one before; up to so many.</summary>
    public static async Task AtRateAsync(int perSecond, int calls, Func<int, Task> call)
    {
        var running = new List<Task>(calls);
        var watch = Stopwatch.StartNew();
        for (var number = 0; number < calls; number++)
        {
            var due = TimeSpan.FromSeconds((double)number / perSecond) - watch.Elapsed;
            if (due > TimeSpan.Zero) await Task.Delay(due);
            running.Add(call(number));
        }

        await Task.WhenAll(running);
    }
}
