extern alias membership;
extern alias reporting;

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing.Services;
using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>
/// From the answer to a command in Membership until Reporting's figures hold it (log and projection are one
/// transaction), at 50 commands a second, beside the bare loop at the same rate.
/// </summary>
static class FreshnessBenchmark
{
    const int PerSecond = 50;
    const int Warm = 250;
    const int Calls = 1_000;

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        var floor = new ConcurrentBag<double>();
        await using (var probe = await ProbeService.StartAsync(servers, listens: false))
        await using (var bare = await BareLoop.StartAsync(probe.Database.OwnerConnectionString, probe.Broker))
        {
            await AfterWarmUpAsync(async (_, times) =>
            {
                var id = await bare.CommandAsync();
                var committed = Stopwatch.GetTimestamp();
                var applied = await bare.EffectAsync(id);
                times?.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, applied).TotalMilliseconds));
            }, floor);
        }

        await using var membership = await ServiceUnderTest<membership::Program>.StartAsync(servers, "membership", ("Telemetry:TraceRatio", "0.05"));
        await using var reporting = await ServiceUnderTest<reporting::Program>.StartAsync(
            servers, "reporting", ("ConnectionStrings:rabbitmq", membership.Place.Broker), ("Telemetry:TraceRatio", "0.05"));
        await using var broker = await Listeners.TakeAsync(membership.Place.Broker, "clustertic.people");
        using var client = membership.As("manager");
        var seen = new Arrivals();
        using var stopping = new CancellationTokenSource();
        var watching = Task.Run(() => WatchAsync(reporting.Place.Database.ConnectionString, seen, stopping.Token));
        var ours = new ConcurrentBag<double>();
        await AfterWarmUpAsync(async (number, times) =>
        {
            using var answer = await client.PostAsJsonAsync("/api/membership/v1/organisations", new RegisterOrganisationRequest(
                $"Mesure {number}", null, "company", "CI", null, null, null, null, new("Personne Inventée", $"p{number}@exemple.example", null, "fr"), []));
            var committed = Stopwatch.GetTimestamp();
            var id = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!.Id;
            var visible = await seen.WhenAsync(id);
            times?.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, visible).TotalMilliseconds));
        }, ours);
        await stopping.CancelAsync();
        await watching;
        Figure.AtMost("freshness.p50", ours.Percentile(0.50), "ms", floor.Percentile(0.50), 10);
        Figure.AtMost("freshness.p99", ours.Percentile(0.99), "ms", floor.Percentile(0.99), 80);
    });

    /// <summary>The warm-up ends before the measurement begins: what it left waiting is no part of it.</summary>
    static async Task AfterWarmUpAsync(Func<int, ConcurrentBag<double>?, Task> call, ConcurrentBag<double> times)
    {
        await Bench.AtRateAsync(PerSecond, Warm, number => call(number, null));
        await Bench.AtRateAsync(PerSecond, Calls, number => call(Warm + number, times));
    }

    /// <summary>
    /// Looks every millisecond or so for what has become visible: for what was received just now, and now and then for what a
    /// longer transaction has brought since. What is seen late makes the figure worse, never better.
    /// </summary>
    static async Task WatchAsync(string connection, Arrivals seen, CancellationToken cancel)
    {
        await using var database = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=20");
        await using var opened = await database.OpenConnectionAsync(CancellationToken.None);
        for (var look = 0; !cancel.IsCancellationRequested; look++)
        {
            await using (var command = new NpgsqlCommand("select aggregate_id from facts where received_at > now() - make_interval(secs => $1)", opened))
            {
                command.Parameters.Add(new() { Value = look % 100 == 0 ? 10.0 : 0.2 });
                await using var rows = await command.ExecuteReaderAsync(CancellationToken.None);
                var now = Stopwatch.GetTimestamp();
                while (await rows.ReadAsync(CancellationToken.None)) seen.Note(rows.GetGuid(0), now);
            }

            await Task.Delay(1, CancellationToken.None);
        }
    }
}
