using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Membership;
using ClusterTic.Testing;
using ClusterTic.Testing.Servers;
using Npgsql;

namespace ClusterTic.Reporting.Tests.Log;

public sealed class LogTests(ServersFixture servers, ReportingFixture fixture) : IClassFixture<ReportingFixture>
{
    readonly ReportingPlace reporting = fixture.Place;

    [Fact]
    public async Task A_message_is_kept_as_it_came_and_counted_once_however_often_it_comes()
    {
        var id = Guid.CreateVersion7();
        var fact = Fact.Approved(id, "Kept As Is");
        fact = fact with { Json = fact.Json.Replace("{\"organisation\"", "{ \"unknownField\" : 1,  \"organisation\"", StringComparison.Ordinal) };

        await reporting.PublishAsync([fact, fact, fact]);
        await Eventually.HoldsAsync(async () => (await reporting.ReportAsync("organisation-activity", "limit=200")).Rows.Any(row => row.Id == id.ToString()), "the row");
        await reporting.PublishAsync([fact, Fact.Approved(Guid.CreateVersion7(), "Comes After")]);
        await Eventually.HoldsAsync(async () => await reporting.ScalarAsync<bool>("select exists (select from facts where body like '%Comes After%')"), "the one after");

        await using var command = reporting.Database.CreateCommand(
            "select count(*) over (), wire_name, aggregate, sender, version, body, occurred_at, trace_parent from facts where aggregate_id = $1");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        Assert.Equal(1, row.GetInt64(0));
        Assert.Equal("membership.organisation.approved", row.GetString(1));
        Assert.Equal("membership.organisation", row.GetString(2));
        Assert.Equal("membership", row.GetString(3));
        Assert.Equal(fact.Json, row.GetString(5));
        Assert.Equal(fact.OccurredAt, row.GetFieldValue<DateTimeOffset>(6));
        Assert.Equal(fact.TraceParent, row.GetString(7));
    }

    [Fact]
    public async Task What_nobody_knows_is_logged_and_a_new_verb_is_read_for_its_state()
    {
        var (stranger, known) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.PublishAsync(
        [
            Fact.Approved(stranger) with { WireName = "catalogue.offer.published", Sender = "catalogue" },
            Fact.Approved(known, "Read By Its State") with { WireName = "membership.organisation.renamed" },
        ]);

        await Eventually.HoldsAsync(() => Exists($"aggregate_id = '{stranger}'"), "the unknown fact");
        await Eventually.HoldsAsync(() => Exists($"aggregate_id = '{known}'"), "the new verb");
        var report = await reporting.ReportAsync("organisation-activity", "limit=200");
        Assert.Equal("Read By Its State", report.Value(known.ToString(), "organisation"));
        Assert.DoesNotContain(report.Rows, row => row.Id == stranger.ToString());
        Assert.Equal(0, await reporting.ScalarAsync<long>($"select count(*) from unread_facts where wire_name = 'catalogue.offer.published'"));
    }

    [Fact]
    public async Task What_cannot_be_read_is_logged_waits_and_holds_up_nobody()
    {
        await using var own = await ReportingPlace.StartAsync(servers);
        var good = Guid.CreateVersion7();
        await own.PublishAsync(
        [
            Fact.Approved(Guid.CreateVersion7()) with { Json = """{"organisation":{"name":null}}""" },
            Fact.Approved(Guid.CreateVersion7()) with { Json = "not JSON" }, // the transport parks it before the log sees it
            Fact.Approved(Guid.CreateVersion7()) with { Json = """{"organisation":{"name":"a\u0000b"}}""" },
            Fact.Approved(good),
        ]);
        await own.LoggedAsync(3);

        var report = await Eventually.GetAsync(() => own.ReportAsync("organisation-activity"), report => report.Waiting == 3, "three that wait");
        Assert.Equal([good.ToString()], report.Rows.Select(row => row.Id));
    }

    [Fact]
    public async Task Personal_data_is_neither_bound_nor_seen()
    {
        var vhost = reporting.Service.Place.Broker[(reporting.Service.Place.Broker.LastIndexOf('/') + 1)..];
        var bindings = await servers.Broker.GetFromJsonAsync<JsonElement>($"bindings/{vhost}");
        var sources = bindings.EnumerateArray()
            .Where(binding => binding.GetProperty("destination").GetString()!.StartsWith("reporting-", StringComparison.Ordinal))
            .Select(binding => binding.GetProperty("source").GetString()).ToList();
        Assert.Contains("clustertic.facts", sources);
        Assert.DoesNotContain("clustertic.people", sources);

        var person = Guid.CreateVersion7();
        await reporting.PublishAsync([Fact.From(new PersonRegistered(new(person, 1, "Awa", "awa@exemple.example", "fr"), Fact.At(2021, 1, 1)))], "clustertic.people");
        var after = Guid.CreateVersion7();
        await reporting.PublishAsync([Fact.Approved(after)]);
        await Eventually.HoldsAsync(() => Exists($"aggregate_id = '{after}'"), "the fact after");
        Assert.False(await Exists($"aggregate_id = '{person}'"));
    }

    [Theory]
    [InlineData("update facts set body = ''")]
    [InlineData("delete from facts")]
    [InlineData("truncate facts")]
    [InlineData("update facts_rest set body = ''")]
    [InlineData("delete from facts_rest")]
    public async Task The_service_itself_cannot_change_what_was_received(string sql)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => reporting.ExecuteAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Months_are_made_ahead_and_nothing_is_lost_where_one_is_missing()
    {
        var month = TimeProvider.System.GetUtcNow();
        var current = FormattableString.Invariant($"facts_{month:yyyy_MM}");
        await Assert.ThrowsAsync<PostgresException>(() => reporting.ExecuteAsync($"delete from {current}"));
        var id = Guid.CreateVersion7();
        await reporting.ReceiveAsync(Fact.Approved(id));
        Assert.Equal(current, await reporting.ScalarAsync<string>($"select tableoid::regclass::text from facts where aggregate_id = '{id}'"));
        await reporting.ExecuteAsync(
            $"insert into facts select position + 1000000, xid, message_id, wire_name, aggregate, sender, aggregate_id, version, occurred_at, recorded_at, '2031-05-05', trace_parent, body from facts where aggregate_id = '{id}'");
        Assert.Equal("facts_rest", await reporting.ScalarAsync<string>($"select tableoid::regclass::text from facts where received_at = '2031-05-05'"));
    }

    Task<bool> Exists(string where) => reporting.ScalarAsync<bool>($"select exists (select from facts where {where})");
}
