using System.Net.Http.Json;
using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Operations;
using ClusterTic.Messaging.Parked;
using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Messaging.Tests;

public sealed class InboxTests(ServersFixture servers)
{
    const string Operations = "/api/probe/v1/operations";

    [Fact]
    public async Task The_same_message_many_times_has_one_effect()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await using var replica = await probe.StartReplicaAsync();
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        var (aggregate, message) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => broker.SendAsync("probe-counters", message, Body(aggregate, 1), Headers(aggregate, 1, "raised"))));
        var last = Guid.CreateVersion7();
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), Body(last, 1), Headers(last, 1, "raised"));
        await probe.CopyReachesAsync(last, 1);
        await Eventually.HoldsAsync(async () => (await probe.CopyAsync(aggregate)) is { Applied: 1 }, "one effect");
    }

    [Fact]
    public async Task A_verb_that_does_not_exist_yet_is_read_as_state()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        var aggregate = Guid.CreateVersion7();
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), Body(aggregate, 5), Headers(aggregate, 5, "tripled"));
        await probe.CopyReachesAsync(aggregate, 5);
    }

    [Fact]
    public async Task An_older_version_arriving_late_changes_nothing()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        var aggregate = Guid.CreateVersion7();
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), Body(aggregate, 9), Headers(aggregate, 9, "raised"));
        await probe.CopyReachesAsync(aggregate, 9);
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), Body(aggregate, 2), Headers(aggregate, 2, "raised"));
        await Eventually.HoldsAsync(async () => (await probe.CopyAsync(aggregate))!.Applied == 2, "the late message");
        Assert.Equal(9, (await probe.CopyAsync(aggregate))!.Value);
    }

    [Fact]
    public async Task A_message_that_fails_is_parked_with_its_reason_and_can_be_replayed()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        var bad = await probe.CountAsync();
        await probe.CopyReachesAsync(bad, 1);
        probe.Mishap.Fails = fact => fact.AggregateId == bad;
        await probe.InDbAsync(async db =>
        {
            (await db.Counters.SingleAsync(counter => counter.Id == bad)).Count(TimeProvider.System.GetUtcNow());
            return await db.SaveChangesAsync();
        });
        var good = await probe.CountAsync();
        await probe.CopyReachesAsync(good, 1); // in the same batch or after it: the good one is not held up

        using var client = probe.As("operator");
        var parked = await Eventually.GetAsync(
            async () => (await client.GetFromJsonAsync<Page<ParkedMessageSummary>>($"{Operations}/parked"))!.Items, items => items.Count == 1, "a parked message");
        Assert.Equal(("probe-counters", "probe.counter.raised", bad), (parked[0].Endpoint, parked[0].WireName, parked[0].AggregateId));
        Assert.Contains("this one cannot be handled", parked[0].Reason, StringComparison.Ordinal);

        probe.Mishap.Fails = _ => false;
        (await client.PostAsync($"{Operations}/parked/{parked[0].Id}/replay", null)).EnsureSuccessStatusCode();
        await probe.CopyReachesAsync(bad, 2);
        Assert.Empty((await client.GetFromJsonAsync<Page<ParkedMessageSummary>>($"{Operations}/parked"))!.Items);
        var decided = Assert.Single((await client.GetFromJsonAsync<Page<ParkedMessageSummary>>($"{Operations}/parked?all=true"))!.Items);
        Assert.Equal("replayed", decided.State);
        Assert.NotNull(decided.DecidedBy);
    }

    [Fact]
    public async Task What_is_not_a_message_of_ours_is_parked_and_can_be_discarded_with_a_reason()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        await using var broker = await BrokerProbe.ConnectAsync(probe.Broker);
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), "{ this is no JSON", []);
        await broker.SendAsync("probe-counters", Guid.CreateVersion7(), "{}", []);
        using var client = probe.As("operator");
        var parked = await Eventually.GetAsync(
            async () => (await client.GetFromJsonAsync<Page<ParkedMessageSummary>>($"{Operations}/parked"))!.Items, items => items.Count == 2, "both parked");
        Assert.False((await client.PostAsJsonAsync($"{Operations}/parked/{parked[0].Id}/discard", new DiscardRequest(" "))).IsSuccessStatusCode);
        foreach (var message in parked)
            (await client.PostAsJsonAsync($"{Operations}/parked/{message.Id}/discard", new DiscardRequest("not ours"))).EnsureSuccessStatusCode();
        var all = (await client.GetFromJsonAsync<Page<ParkedMessageSummary>>($"{Operations}/parked?all=true"))!.Items;
        Assert.All(all, message => Assert.Equal(("discarded", "not ours"), (message.State, message.DecidedBecause)));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await probe.As("manager").GetAsync($"{Operations}/parked")).StatusCode);
    }

    [Fact]
    public async Task Parked_content_is_kept_for_a_term_and_personal_data_is_not_kept_undecided()
    {
        await using var probe = await ProbeService.StartAsync(servers, listens: false);
        var now = TimeProvider.System.GetUtcNow();
        var (decided, personal, waiting, fresh) = (Parked(FactStream.Facts, now), Parked(FactStream.Restricted, now.AddDays(-91)),
            Parked(FactStream.Facts, now.AddDays(-400)), Parked(FactStream.Restricted, now.AddDays(-80)));
        decided.Decide(ParkedMessageState.Discarded, "ops", "not ours", now.AddDays(-31));
        await probe.InDbAsync(db =>
        {
            db.AddRange(decided, personal, waiting, fresh);
            return db.SaveChangesAsync();
        });

        await new ForgetOldMessages(new MessagingOptions()).MaintainAsync(probe.Services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, default);

        var kept = await probe.InDbAsync(db => db.Parked.AsNoTracking().ToDictionaryAsync(message => message.Id));
        Assert.Equal(("", "not ours"), (kept[decided.Id].Body, kept[decided.Id].DecidedBecause));
        Assert.Equal(("", ParkedMessageState.Discarded, "restricted-term-passed"), (kept[personal.Id].Body, kept[personal.Id].State, kept[personal.Id].DecidedBecause));
        Assert.All([waiting, fresh], one => Assert.Equal(("{}", ParkedMessageState.Parked), (kept[one.Id].Body, kept[one.Id].State)));
    }

    static ParkedMessage Parked(FactStream stream, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(), MessageId = Guid.CreateVersion7(), Endpoint = "probe-counters", Outgoing = false, Stream = stream,
        WireName = "probe.counter.raised", Sender = "probe", AggregateId = Guid.CreateVersion7(), Version = 1, Body = "{}",
        OccurredAt = at, RecordedAt = at, Reason = "cannot be handled", ParkedAt = at,
    };

    [Fact]
    public async Task A_copy_that_was_lost_is_rebuilt_by_an_announcement()
    {
        await using var probe = await ProbeService.StartAsync(servers);
        var ids = await Task.WhenAll(Enumerable.Range(1, 5).Select(times => probe.CountAsync(times)));
        foreach (var (index, id) in ids.Index()) await probe.CopyReachesAsync(id, index + 1);
        await probe.InDbAsync(db => db.Copies.ExecuteDeleteAsync());

        using var client = probe.As("operator");
        var answer = await client.PostAsync($"{Operations}/announce?to=probe-counters", null);
        Assert.Equal(5, (await answer.Content.ReadFromJsonAsync<AnnounceResult>())!.Announced);
        foreach (var (index, id) in ids.Index()) await probe.CopyReachesAsync(id, index + 1);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await client.PostAsync($"{Operations}/announce?to=no%20queue", null)).StatusCode);
    }

    static string Body(Guid aggregate, int value) =>
        $$"""{"counter":{"id":"{{aggregate}}","version":{{value}},"value":{{value}},"unknownField":1},"occurredAt":"2025-01-01T00:00:00Z"}""";

    static Dictionary<string, object?> Headers(Guid aggregate, long version, string verb) => new(StringComparer.Ordinal)
    {
        ["ct-name"] = $"probe.counter.{verb}",
        ["ct-sender"] = "probe",
        ["ct-aggregate"] = aggregate.ToString(),
        ["ct-version"] = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["ct-occurred-at"] = "2025-01-01T00:00:00Z",
        ["ct-recorded-at"] = "2025-01-01T00:00:00Z",
    };
}
