using System.Diagnostics;
using ClusterTic.Messaging.Tests.Probe;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Benchmarks;

/// <summary>Command → outbox → broker → inbox → effect, sustained by 16 writers, beside the bare loop on the same servers.</summary>
static class FlowBenchmark
{
    const int Writers = 16;
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        double floor, floorEffects;
        await using (var probe = await ProbeService.StartAsync(servers, listens: false))
        await using (var bare = await BareLoop.StartAsync(probe.Database.OwnerConnectionString, probe.Broker))
        {
            var watch = Stopwatch.StartNew();
            floor = await Bench.RateAsync(_ => bare.CommandAsync(), Writers, Warm, Measured);
            var commands = floor * (Warm + Measured).TotalSeconds;
            floorEffects = await DrainedAsync(() => Task.FromResult((double)bare.Effects.Count), commands * 0.99, watch);
        }

        await using var ours = await ProbeService.StartAsync(servers, listens: true, ("Messaging:Poll", "00:00:01"), ("Telemetry:TraceRatio", "0.05"));
        var oursWatch = Stopwatch.StartNew();
        var rate = await Bench.RateAsync(_ => ours.CountAsync(), Writers, Warm, Measured);
        var effects = await DrainedAsync(() => ours.InDbAsync(async db => (double)await db.Copies.CountAsync()), rate * (Warm + Measured).TotalSeconds * 0.95, oursWatch);
        Figure.AtLeast("flow.commands", rate, "cmd/s", floor, 0.60);
        Figure.AtLeast("flow.effects", effects, "msg/s", floorEffects, 0.60);
    });

    /// <summary>Effects a second over the whole time until (nearly) all commands have had theirs.</summary>
    static async Task<double> DrainedAsync(Func<Task<double>> count, double awaited, Stopwatch watch)
    {
        double seen;
        while ((seen = await count()) < awaited && watch.Elapsed < TimeSpan.FromSeconds(90)) await Task.Delay(50);
        return seen / watch.Elapsed.TotalSeconds;
    }
}
