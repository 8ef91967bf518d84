using System.Net;
using System.Net.Http.Json;
using ClusterTic.Testing.Servers;
using CsCheck;

namespace ClusterTic.Reporting.Tests.Projections;

public sealed class RebuildTests(ServersFixture servers)
{
    static readonly string[] Questions =
    [
        "limit=200", "limit=200&from=2021-10-01&to=2021-11-15", "limit=200&region=CI-AB", "limit=200&tier=national", "limit=200&from=2021-09-15&region=CI-YM&tier=continental",
    ];

    [Fact]
    public async Task Any_order_any_batches_and_a_rebuild_give_the_same_figures()
    {
        await using var ordered = await ReportingPlace.StartAsync(servers);
        await using var shuffled = await ReportingPlace.StartAsync(servers);
        await Gen.Select(World.Messages, Gen.Int).SampleAsync(async (messages, seed) =>
        {
            await EmptyAsync(ordered);
            await EmptyAsync(shuffled);
            await ordered.ReceiveAsync(messages);
            foreach (var batch in World.Shuffled(messages, seed).Chunk(1 + Math.Abs(seed % 17))) await shuffled.ReceiveAsync(batch);

            var figures = await AllFiguresAsync(ordered);
            Assert.Equal(figures, await AllFiguresAsync(shuffled));

            var result = await shuffled.RebuildAsync();
            Assert.Equal(messages.Count, result.Facts);
            Assert.Equal(1, result.Unread);
            Assert.Equal(figures, await AllFiguresAsync(shuffled));
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task A_batch_that_commits_late_is_missed_neither_by_the_one_behind_it_nor_by_a_rebuild()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (early, late, behind) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.ReceiveAsync(Fact.Approved(early));
        // A transaction elsewhere in the database that stays open, older than everything that follows.
        await using var elsewhere = await reporting.Database.OpenConnectionAsync();
        await using var open = await elsewhere.BeginTransactionAsync();
        await using (var touch = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", elsewhere)) await touch.ExecuteScalarAsync();

        await using var first = await reporting.BeginAsync(Fact.Approved(late));
        var second = reporting.ReceiveAsync(Fact.Approved(behind));
        var rebuild = reporting.RebuildAsync();
        await WaitForLocksAsync(reporting, 2);
        Assert.False(second.IsCompleted);
        Assert.Equal([early], await OrganisationsAsync(reporting));

        await first.CommitAsync();
        await second;
        var result = await rebuild;

        Assert.True(result.Facts >= 2);
        Assert.Equal(new[] { early, late, behind }.Order(), (await OrganisationsAsync(reporting)).Order());
        Assert.Equal(3, (await reporting.RebuildAsync()).Facts);
        Assert.Equal(new[] { early, late, behind }.Order(), (await OrganisationsAsync(reporting)).Order());
        await open.RollbackAsync();
    }

    [Fact]
    public async Task An_operator_rebuilds_while_messages_come_in()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        foreach (var _ in Enumerable.Range(0, 20)) await reporting.ReceiveAsync([.. Enumerable.Range(0, 50).Select(_ => Fact.Approved(Guid.CreateVersion7()))]);
        var before = await reporting.ScalarAsync<int>("select generation from projections");

        var rebuild = reporting.Service.As("operator").PostAsync("/api/reporting/v1/operations/rebuild", null);
        foreach (var _ in Enumerable.Range(0, 20)) await reporting.ReceiveAsync(Fact.Approved(Guid.CreateVersion7()));

        var answer = await rebuild;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var result = await answer.Content.ReadFromJsonAsync<RebuildResult>();
        Assert.NotEqual(before, result!.Generation);
        Assert.Equal("1020", (await reporting.ReportAsync("cluster-overview")).Value("STR-01", "value"));
        Assert.Equal(0, await reporting.ScalarAsync<long>($"select count(*) from organisations where generation <> {result.Generation}"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reporting.Analyst.PostAsync("/api/reporting/v1/operations/rebuild", null)).StatusCode);
    }

    static async Task<string> AllFiguresAsync(ReportingPlace reporting)
    {
        var all = "";
        foreach (var report in (string[])["cluster-overview", "organisation-activity"])
            foreach (var question in Questions)
                all += await reporting.FiguresAsync(report, question) + "\n";
        return all;
    }

    static async Task<IReadOnlyList<Guid>> OrganisationsAsync(ReportingPlace reporting) =>
        [.. (await reporting.ReportAsync("organisation-activity")).Rows.Select(row => Guid.Parse(row.Id))];

    static Task<long> WaitForLocksAsync(ReportingPlace reporting, long waiting) => Testing.Eventually.GetAsync(
        () => reporting.ScalarAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"),
        there => there >= waiting, $"{waiting} that wait for the lock");

    /// <summary>As the owner, since the service itself may not.</summary>
    static async Task EmptyAsync(ReportingPlace reporting)
    {
        await using var owner = Npgsql.NpgsqlDataSource.Create(reporting.Service.Place.Database.OwnerConnectionString);
        await using var empty = owner.CreateCommand(
            """
            truncate facts, organisations, events, invitations, registrations, opportunities, matches, activity_days, unread_facts;
            update projections set generation = nextval('projection_generations'), position = 0, data_at = null
            """);
        await empty.ExecuteNonQueryAsync();
    }
}
