using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class MembersOverTimeTests(ServersFixture servers)
{
    static readonly Guid Stays = Guid.CreateVersion7(), Leaves = Guid.CreateVersion7(), Suspended = Guid.CreateVersion7(), Twin = Guid.CreateVersion7();

    static IReadOnlyList<ReceivedFact> Year =>
    [
        Fact.Approved(Stays),
        Fact.Approved(Leaves, region: "CI-YM"),
        Fact.From(new OrganisationWithdrawn(
            Fact.Organisation(Leaves, 2, status: "withdrawn", region: "CI-YM") with { MemberSince = Fact.At(2021, 1, 1), WithdrawnAt = Fact.At(2021, 3, 15) },
            "own-request", "test", Fact.At(2021, 3, 15))),
        Fact.Approved(Suspended),
        Fact.From(new OrganisationSuspended(
            Fact.Organisation(Suspended, 2, status: "suspended") with { MemberSince = Fact.At(2021, 1, 1), SuspendedAt = Fact.At(2021, 5, 1) }, "dues", "test", Fact.At(2021, 5, 1))),
        Fact.From(new OrganisationReinstated(Fact.Organisation(Suspended, 3), "test", Fact.At(2021, 7, 1))),
        Fact.Approved(Twin),
        Fact.From(new OrganisationMerged(Fact.Organisation(Twin, 2, status: "merged") with { MergedInto = Stays }, Stays, "test", Fact.At(2021, 9, 1))),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whoever_left_counts_until_the_day_whatever_came_first(int seed)
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        foreach (var fact in seed == 1 ? Year : World.Shuffled(Year, seed)) await reporting.ReceiveAsync(fact);

        await CheckAsync();
        await reporting.RebuildAsync();
        await CheckAsync();

        async Task CheckAsync()
        {
            Assert.Equal("0", await MembersAsync("to=2020-12-31"));
            Assert.Equal("3", await MembersAsync("to=2021-02-28"));
            Assert.Equal("3", await MembersAsync("to=2021-03-14"));
            Assert.Equal("2", await MembersAsync("to=2021-03-15")); // by the end of that day it had left
            Assert.Equal("2", await MembersAsync("to=2021-04-30"));
            Assert.Equal("1", await MembersAsync("to=2021-06-30"));
            Assert.Equal("2", await MembersAsync("to=2021-07-01"));
            Assert.Equal("2", await MembersAsync("")); // what was merged counts for the other one on every day
            Assert.Equal("1", await MembersAsync("to=2021-02-28&region=CI-YM"));
            Assert.Equal("0", await MembersAsync("to=2021-04-30&region=CI-YM"));
        }

        async Task<string?> MembersAsync(string query) => (await reporting.ReportAsync("cluster-overview", query)).Value("STR-01", "value");
    }

    [Fact]
    public async Task A_log_that_began_late_takes_from_the_state_what_it_tells()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (member, left, applicant) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.ReceiveAsync(
            Fact.From(new OrganisationAnnounced(Fact.Organisation(member, 7), Fact.At(2026, 1, 1))),
            Fact.From(new OrganisationAnnounced(
                Fact.Organisation(left, 9, status: "withdrawn") with { MemberSince = Fact.At(2021, 1, 1), WithdrawnAt = Fact.At(2022, 2, 2) }, Fact.At(2026, 1, 1))),
            Fact.From(new OrganisationAnnounced(
                Fact.Organisation(applicant, 3, status: "withdrawn", category: null) with { WithdrawnAt = Fact.At(2022, 2, 2) }, Fact.At(2026, 1, 1))));

        Assert.Equal("2", (await reporting.ReportAsync("cluster-overview", "to=2022-01-31")).Value("STR-01", "value"));
        Assert.Equal("1", (await reporting.ReportAsync("cluster-overview")).Value("STR-01", "value"));
    }

    [Fact]
    public async Task Who_joined_and_left_in_one_batch_is_in_the_lineage_of_the_past()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        await reporting.ReceiveAsync(Year);

        var report = await reporting.ReportAsync("breakdown", "to=2021-02-28");
        Assert.Equal("1", report.Value("STR-01/region:CI-YM", "value"));
        Assert.Equal("2", report.Value("STR-01/region:CI-AB", "value"));
        Assert.Equal("3", report.Value("STR-01/class:unknown", "value"));
        var page = await System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<Page<LineageEntry>>(
            reporting.Analyst, "/api/reporting/v1/indicators/STR-01/lineage?to=2021-02-28&row=STR-01/region:CI-YM");
        Assert.Equal([Leaves, Leaves], page!.Items.Select(entry => entry.AggregateId));
    }
}
