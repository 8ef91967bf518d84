using System.Collections.Frozen;
using System.Diagnostics;
using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ClusterTic.Messaging.Tests;

public sealed class OutboxTests(ServersFixture servers)
{
    [Fact]
    public async Task A_change_and_its_fact_commit_together_and_reach_the_copy()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        var id = await probe.CountAsync(3);
        await probe.CopyReachesAsync(id, 3);
        await Eventually.HoldsAsync(async () => await probe.OutboxDepthAsync() == 0, "an empty outbox");
        Assert.Equal(3, (await probe.CopyAsync(id))!.Applied);
    }

    [Fact]
    public async Task A_rolled_back_change_publishes_nothing()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await probe.InDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var counter = new Counter();
            counter.Count(TimeProvider.System.GetUtcNow());
            db.Counters.Add(counter);
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
            return 0;
        });
        Assert.Equal(0, await probe.OutboxDepthAsync());
    }

    [Fact]
    public async Task A_change_that_tells_nobody_is_refused()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        var id = await probe.CountAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => probe.InDbAsync(async db =>
        {
            (await db.Counters.SingleAsync(counter => counter.Id == id)).CountSilently();
            return await db.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task A_save_looks_for_changes_once_and_leaves_the_rest_as_it_was()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        var id = await probe.CountAsync();
        await probe.InDbAsync(async db =>
        {
            var counter = await db.Counters.SingleAsync(one => one.Id == id);
            var looks = 0;
            db.ChangeTracker.DetectingAllChanges += (_, _) => looks++;
            counter.Count(TimeProvider.System.GetUtcNow());
            await db.SaveChangesAsync();
            Assert.Equal(1, looks);
            Assert.True(db.ChangeTracker.AutoDetectChangesEnabled);
            counter.CountSilently();
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Assert.Equal(2, looks);
            return 0;
        });
        Assert.Equal(2, await probe.InDbAsync(db => db.Counters.Where(one => one.Id == id).Select(one => one.Value).SingleAsync()));
    }

    [Fact]
    public async Task A_model_without_rows_that_keep_a_history_knows_so()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        var (first, second) = (await KindsAsync(), await KindsAsync());
        Assert.Empty(first);
        Assert.Same(first, second); // asked once, for all contexts

        Task<FrozenDictionary<IEntityType, string>> KindsAsync() => probe.InDbAsync(db => Task.FromResult(RowsWithHistory.Of(db.Model)));
    }

    [Fact]
    public async Task The_trace_of_the_command_goes_on_to_the_last_handler()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        using var request = new Activity("request").Start();
        var id = await probe.CountAsync();
        await probe.CopyReachesAsync(id, 1);
        Assert.Equal(request.TraceId.ToString(), (await probe.CopyAsync(id))!.TraceId);
    }

    [Fact]
    public async Task Two_relays_under_load_keep_the_order_of_each_aggregate()
    {
        await using var first = await ProbeService.StartAsync(servers, listens: false);
        await using var second = await first.StartReplicaAsync(listens: false);
        await using var broker = await BrokerProbe.ConnectAsync(first.Broker);
        var arrived = await broker.ListenAsync();

        const int aggregates = 40, versions = 25;
        await Task.WhenAll(Enumerable.Range(0, aggregates).Select(number => (number % 2 == 0 ? first : second).CountAsync(versions)));
        await Eventually.HoldsAsync(async () => await first.OutboxDepthAsync() == 0, "an empty outbox");
        await Eventually.HoldsAsync(() => Task.FromResult(Snapshot().Distinct().Count() == aggregates * versions), "every message");
        Assert.All(Snapshot().GroupBy(message => message.Aggregate), aggregate =>
            Assert.Equal(aggregate.Select(message => message.Version).Order(), aggregate.Select(message => message.Version)));

        List<(Guid Aggregate, long Version)> Snapshot()
        {
            lock (arrived) return [.. arrived];
        }
    }

    [Fact]
    public async Task What_nobody_has_bound_waits_until_somebody_has()
    {
        await using var deaf = await ProbeService.StartAsync(servers, listens: false);
        var id = await deaf.CountAsync(2);
        await Eventually.HoldsAsync(() => deaf.InDbAsync(db => db.Outbox.AnyAsync(message => message.Attempts > 0)), "a returned message");
        Assert.Equal(2, await deaf.OutboxDepthAsync());

        await using var listening = await deaf.StartReplicaAsync();
        await listening.CopyReachesAsync(id, 2);
    }

    [Fact]
    public async Task What_nobody_has_bound_holds_up_nobody()
    {
        await using var deaf = await ProbeService.StartAsync(servers, false, ("Messaging:Poll", "00:05:00"));
        await deaf.CountAsync();
        await Eventually.HoldsAsync(() => deaf.InDbAsync(db => db.Outbox.AnyAsync(message => message.Attempts > 0)), "a returned message");

        await using var broker = await BrokerProbe.ConnectAsync(deaf.Broker);
        var arrived = await broker.ListenAsync();
        var next = await deaf.CountAsync();
        await Eventually.HoldsAsync(() =>
        {
            lock (arrived) return Task.FromResult(arrived.Exists(message => message.Aggregate == next));
        }, "the message that has a queue");
    }

    [Fact]
    public async Task A_row_that_cannot_be_published_is_parked_and_the_others_go_on()
    {
        await using var probe = await ProbeService.StartAsync(servers, true, ("Messaging:PublishAttempts", "1"));
        // AMQP's routing keys end at 255 bytes, so no broker will ever take this one.
        var poison = Guid.CreateVersion7();
        await probe.InDbAsync(db => db.Database.ExecuteSqlAsync(
            $"""
             insert into outbox (id, stream, wire_name, sender, aggregate_id, version, mass, body, occurred_at, recorded_at, attempts)
             values ({poison}, 0, {new string('x', 300)}, 'probe', {poison}, 1, false, '[]', now(), now(), 0)
             """));
        await Eventually.HoldsAsync(async () =>
        {
            await probe.CountAsync();
            return await probe.InDbAsync(db => db.Parked.AnyAsync(message => message.MessageId == poison && message.Outgoing));
        }, "the row to be parked");
        var id = await probe.CountAsync();
        await probe.CopyReachesAsync(id, 1);
    }

    [Fact]
    public async Task A_mass_change_does_not_hold_up_the_rest()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        var arrived = await broker.ListenAsync(); // before anything is sent: what is returned would be delayed
        await probe.InDbAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await Outbox.OutboxWriting.CopyToOutboxAsync(db, [.. Enumerable.Range(0, 2_000).Select(_ => new CounterRaised(new(Guid.CreateVersion7(), 1, 1), now))], default);
            await transaction.CommitAsync();
            return 0;
        });
        var single = await probe.CountAsync();
        await Eventually.HoldsAsync(async () => await probe.OutboxDepthAsync() == 0, "an empty outbox");
        await Eventually.HoldsAsync(() => Task.FromResult(arrived.Count == 2_001), "every message");
        Assert.InRange(arrived.FindIndex(message => message.Aggregate == single), 0, 1_000);
    }
}
