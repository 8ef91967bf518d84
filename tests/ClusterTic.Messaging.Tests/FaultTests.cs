using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Tests;

/// <summary>Stops servers, so nothing else runs beside it.</summary>
[CollectionDefinition("faults", DisableParallelization = true)]
public sealed class Faults;

[Collection("faults")]
public sealed class FaultTests(ServersFixture servers)
{
    [Fact]
    public async Task While_the_broker_is_away_commands_go_on_and_nothing_is_lost()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        var before = await probe.CountAsync(2);
        await probe.CopyReachesAsync(before, 2);
        await servers.StopAsync(ServersFixture.RabbitMq);
        var during = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => probe.CountAsync(3)));
        await servers.StartAsync(ServersFixture.RabbitMq);
        var after = await probe.CountAsync();

        await Eventually.HoldsAsync(async () => await probe.OutboxDepthAsync() == 0, "an empty outbox", TimeSpan.FromMinutes(2));
        foreach (var id in during) await probe.CopyReachesAsync(id, 3);
        await probe.CopyReachesAsync(after, 1);
        Assert.Equal(60, await probe.InDbAsync(db => db.Copies.Where(copy => during.Contains(copy.Id)).SumAsync(copy => copy.Applied)));
    }

    [Fact]
    public async Task While_the_database_is_away_the_endpoint_pauses_and_parks_nothing()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        await servers.StopAsync(ServersFixture.Postgres);
        var ids = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var id in ids)
            await broker.SendAsync("probe-counters", Guid.CreateVersion7(),
                $$"""{"counter":{"id":"{{id}}","version":1,"value":1},"occurredAt":"2025-01-01T00:00:00Z"}""",
                new(StringComparer.Ordinal)
                {
                    ["ct-name"] = "probe.counter.raised", ["ct-sender"] = "probe", ["ct-aggregate"] = id.ToString(), ["ct-version"] = "1",
                    ["ct-occurred-at"] = "2025-01-01T00:00:00Z", ["ct-recorded-at"] = "2025-01-01T00:00:00Z",
                });
        await servers.StartAsync(ServersFixture.Postgres);
        foreach (var id in ids) await probe.CopyReachesAsync(id, 1);
        Assert.False(await broker.QueueExistsAsync("probe-counters_error"));
        Assert.False(await probe.InDbAsync(db => db.Parked.AnyAsync()));
    }
}
