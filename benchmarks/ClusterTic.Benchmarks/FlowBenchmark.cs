using System.Diagnostics;
using ClusterTic.Messaging.Tests.Probe;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Benchmarks;

/// <summary>
/// Command → outbox → broker → inbox → effect, sustained: 16 writers go on as long as no more than so many commands are
/// without their effect, so that what is counted is the pace that the whole chain holds. Beside it the bare loop on the
/// same servers, under the same bound.
/// </summary>
static class FlowBenchmark
{
    const int Writers = 16;
    const int Bound = 1_000;
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        double floor;
        await using (var probe = await ProbeService.StartAsync(servers, listens: false))
        await using (var bare = await BareLoop.StartAsync(probe.Database.OwnerConnectionString, probe.Broker))
            floor = await SustainedAsync(bare.CommandAsync, () => Task.FromResult(bare.Effects));

        await using var ours = await ProbeService.StartAsync(servers, listens: true, ("Messaging:Poll", "00:00:01"), ("Telemetry:TraceRatio", "0.05"));
        var rate = await SustainedAsync(() => ours.CountAsync(), () => ours.InDbAsync(db => db.Copies.LongCountAsync()));
        Figure.AtLeast("flow", rate, "msg/s", floor, 0.60);
    });

    /// <summary>Effects a second over the measured time, while commands and effects keep pace with one another.</summary>
    static async Task<double> SustainedAsync(Func<Task<Guid>> command, Func<Task<long>> count)
    {
        var commands = 0L;
        var effects = 0L;
        using var stopping = new CancellationTokenSource();
        async Task WriteAsync()
        {
            while (!stopping.IsCancellationRequested)
            {
                if (Interlocked.Read(ref commands) - Interlocked.Read(ref effects) >= Bound)
                {
                    await Task.Delay(1, CancellationToken.None);
                    continue;
                }

                Interlocked.Increment(ref commands);
                await command();
            }
        }

        var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)).ToArray();
        var watch = Stopwatch.StartNew();
        long? first = null;
        var began = TimeSpan.Zero;
        while (watch.Elapsed < Warm + Measured)
        {
            await Task.Delay(20);
            Interlocked.Exchange(ref effects, await count());
            if (first is null && watch.Elapsed >= Warm) (first, began) = (effects, watch.Elapsed);
        }

        var rate = (effects - first!.Value) / (watch.Elapsed - began).TotalSeconds;
        await stopping.CancelAsync();
        await Task.WhenAll(writers);
        return rate;
    }
}
