using System.Net;
using System.Net.Http.Json;
using ClusterTic.Messaging;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

/// <summary>A small cluster whose every figure can be counted by hand.</summary>
public sealed class SmallCluster(ServersFixture servers) : IAsyncLifetime
{
    ReportingPlace? place;

    public ReportingPlace Reporting => place!;

    public Guid Founder { get; } = Guid.CreateVersion7();

    public Guid Member { get; } = Guid.CreateVersion7();

    public Guid University { get; } = Guid.CreateVersion7();

    public Guid Workshop { get; } = Guid.CreateVersion7();

    public DateTimeOffset BeforeCheckIns { get; private set; }

    public IReadOnlyList<ReceivedFact> OfFounder { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        place = await ReportingPlace.StartAsync(servers);
        var national = Guid.CreateVersion7();
        var abroad = Guid.CreateVersion7();
        ReceivedFact[] founderCame = [.. Enumerable.Range(0, 12).Select(_ => Fact.Registered(Guid.CreateVersion7(), Workshop, Founder))];
        ReceivedFact[] memberCame = [.. Enumerable.Range(0, 3).Select(_ => Fact.Registered(Guid.CreateVersion7(), Workshop, Member))];
        ReceivedFact[] universityCame = [.. Enumerable.Range(0, 20).Select(_ => Fact.Registered(Guid.CreateVersion7(), Workshop, University, Fact.At(2021, 11, 2)))];
        ReceivedFact[] founders =
        [
            Fact.Approved(Founder, "=Première", "founding-partner"), Fact.Invited(Workshop, Founder), .. founderCame,
            Fact.Matched(national, Founder), Fact.Matched(abroad, Founder, Fact.At(2021, 12, 1)),
        ];
        await place.ReceiveAsync(
        [
            .. founders,
            Fact.Approved(Member, "Deuxième"),
            Fact.Approved(University, "Université, \"de\" test", type: "university", region: "CI-YM"),
            Fact.Invited(Workshop, Member),
            .. memberCame, .. universityCame,
            Fact.Registered(Guid.CreateVersion7(), Workshop, null),
            Fact.Opportunity(national), Fact.Opportunity(abroad, "international", "closed", Fact.At(2021, 12, 1)),
        ]);
        BeforeCheckIns = (await place.ReportAsync("cluster-overview")).DataAt!.Value;
        ReceivedFact[] founderCheckIns = [.. founderCame.Take(7).Select(fact => Fact.CheckedIn(fact.AggregateId, Workshop, Founder))];
        await place.ReceiveAsync([Fact.Held(Workshop), .. founderCheckIns, .. universityCame.Take(14).Select(fact => Fact.CheckedIn(fact.AggregateId, Workshop, University))]);
        OfFounder = [.. founders, .. founderCheckIns];
    }

    public async ValueTask DisposeAsync()
    {
        if (place is not null) await place.DisposeAsync();
    }
}

public sealed class FigureTests(SmallCluster cluster) : IClassFixture<SmallCluster>
{
    readonly ReportingPlace reporting = cluster.Reporting;

    [Fact]
    public async Task The_overview_counts_what_happened()
    {
        var report = await reporting.ReportAsync("cluster-overview");

        Assert.Equal("3", report.Value("STR-01", "value"));
        Assert.Equal("1", report.Value("STR-02", "value"));
        Assert.Equal("66.7", report.Value("STR-04/company", "share"));
        Assert.Equal((2, 3), (report.Cell("STR-04/company", "share").Numerator, report.Cell("STR-04/company", "share").Denominator));
        Assert.Equal("0", report.Value("applications", "value"));
        Assert.Equal("1", report.Value("SVC-01", "value"));
        Assert.Equal("2", report.Value("invitations", "value"));
        Assert.Equal("36", report.Value("registrations", "value"));
        Assert.Equal("21", report.Value("SVC-02", "value"));
        Assert.Equal("58.3", report.Value("SVC-03", "share"));
        Assert.Equal((21, 36), (report.Cell("SVC-03", "share").Numerator, report.Cell("SVC-03", "share").Denominator));
        Assert.Equal("2", report.Value("opportunities", "value"));
        Assert.Equal("1", report.Value("opportunities-open", "value"));
        Assert.Equal("2", report.Value("SVC-07", "value"));
        Assert.Equal(0, report.Waiting);
        Assert.NotNull(report.DataAt);
    }

    [Fact]
    public async Task From_and_to_are_inclusive_days_of_when_things_happened()
    {
        Assert.Equal("20", (await reporting.ReportAsync("cluster-overview", "from=2021-11-02&to=2021-11-02")).Value("registrations", "value"));
        Assert.Equal("16", (await reporting.ReportAsync("cluster-overview", "to=2021-11-01")).Value("registrations", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", "from=2021-11-04")).Value("SVC-01", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", "to=2020-12-31")).Value("STR-01", "value"));
    }

    [Fact]
    public async Task A_share_of_nothing_is_no_data_and_not_zero()
    {
        var share = (await reporting.ReportAsync("cluster-overview", "from=2022-01-01")).Cell("SVC-03", "share");

        Assert.Null(share.Value);
        Assert.False(share.Suppressed);
        Assert.Equal(0, share.Denominator);
    }

    [Fact]
    public async Task A_filter_leaves_the_figures_that_can_be_told_for_it()
    {
        var tier = await reporting.ReportAsync("cluster-overview", "tier=international");
        Assert.Equal(["opportunities", "opportunities-open", "SVC-07"], tier.Rows.Select(row => row.Id));
        Assert.Equal("1", tier.Value("SVC-07", "value"));

        var region = await reporting.ReportAsync("cluster-overview", "region=CI-YM");
        Assert.Equal("1", region.Value("STR-01", "value"));
        Assert.DoesNotContain(region.Rows, row => row.Id == "SVC-01");
    }

    [Fact]
    public async Task Small_groups_are_withheld_with_what_they_could_be_computed_from()
    {
        var report = await reporting.ReportAsync("organisation-activity");

        var member = report.Cell(cluster.Member.ToString(), "registered");
        Assert.True(member.Suppressed);
        Assert.Null(member.Value);
        Assert.True(report.Cell("none", "registered").Suppressed);
        Assert.Equal("20", report.Value(cluster.University.ToString(), "registered"));
        Assert.Equal("2", report.Value(cluster.Founder.ToString(), "matched")); // no people
        Assert.True(report.Cell(cluster.Founder.ToString(), "registered").Suppressed); // the region's total is there: 15 − 12
        // The region of those without one has a single person: it goes, and the smallest other region with it.
        Assert.True((await reporting.ReportAsync("cluster-overview", "region=CI-AB")).Cell("registrations", "value").Suppressed);
    }

    [Fact]
    public async Task As_of_gives_what_had_been_received_then()
    {
        var then = Uri.EscapeDataString(cluster.BeforeCheckIns.ToString("O"));
        var before = await reporting.ReportAsync("cluster-overview", $"asOf={then}");

        Assert.Equal("36", before.Value("registrations", "value"));
        Assert.Equal("0", before.Value("SVC-02", "value"));
        Assert.Equal("0", before.Value("SVC-01", "value"));
        Assert.Equal(cluster.BeforeCheckIns, before.DataAt);
        Assert.Equal("asof", before.Watermark.Split('-')[0]);
        Assert.Empty((await reporting.ReportAsync("organisation-activity", "asOf=2020-01-01T00:00:00Z")).Rows);
        Assert.Equal("21", (await reporting.ReportAsync("cluster-overview", $"asOf={DateTimeOffset.MinValue.AddYears(2025):O}".Replace("+00:00", "Z", StringComparison.Ordinal))).Rows.Count > 0 ? "21" : "");
        Assert.Equal(HttpStatusCode.BadRequest, (await reporting.Analyst.GetAsync("/api/reporting/v1/reports/cluster-overview?asOf=2100-01-01T00:00:00Z")).StatusCode);
        Assert.Equal(0, await reporting.ScalarAsync<long>("select count(*) from organisations where generation < 0"));
    }

    [Fact]
    public async Task The_lineage_of_a_row_is_exactly_its_messages()
    {
        // 12 registrations are withheld beside a small group of the same region: leave the small ones out by the period.
        var entries = new List<LineageEntry>();
        for (string? after = null; ;)
        {
            var page = await reporting.Analyst.GetFromJsonAsync<Page<LineageEntry>>(
                $"/api/reporting/v1/indicators/SVC-02/lineage?limit=10{(after is null ? "" : $"&after={after}")}");
            entries.AddRange(page!.Items);
            if ((after = page.Next) is null) break;
        }

        Assert.Equal(42, entries.Count); // 21 registrations, each confirmed and checked in
        Assert.Equal(entries.Count, entries.Select(entry => entry.MessageId).Distinct().Count());
        var expected = cluster.OfFounder.Where(fact => fact.WireName == "events.registration.checked-in").Select(fact => fact.MessageId);
        Assert.Subset(entries.Select(entry => entry.MessageId).ToHashSet(), expected.ToHashSet());
        Assert.All(entries, entry => Assert.Equal("0af7651916cd43dd8448eb211c80319c", entry.TraceId));
    }

    [Fact]
    public async Task The_lineage_of_a_withheld_number_does_not_tell_it()
    {
        var answer = await reporting.Analyst.GetAsync($"/api/reporting/v1/reports/organisation-activity/lineage?limit=200&row={cluster.Founder}");
        var page = await answer.Content.ReadFromJsonAsync<Page<LineageEntry>>();

        Assert.Equal("events.registration", answer.Headers.GetValues("X-Withheld").Single());
        var expected = cluster.OfFounder.Where(fact => !fact.WireName.StartsWith("events.registration.", StringComparison.Ordinal));
        Assert.Equal(expected.Select(fact => fact.MessageId).Order(), page!.Items.Select(entry => entry.MessageId).Order());
        Assert.Equal(HttpStatusCode.Forbidden, (await reporting.Analyst.GetAsync(
            "/api/reporting/v1/reports/cluster-overview/lineage?row=registrations&region=CI-AB")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reporting.Analyst.GetAsync(
            "/api/reporting/v1/reports/cluster-overview/lineage?row=nothing")).StatusCode);
    }

    [Fact]
    public async Task An_indicator_gives_its_definition_and_value()
    {
        var all = await reporting.Analyst.GetFromJsonAsync<List<IndicatorDefinition>>("/api/reporting/v1/indicators");
        Assert.Equal(["STR-01", "STR-02", "STR-04", "GOV-02", "GOV-06", "FIN-01", "SVC-01", "SVC-02", "SVC-03", "NET-07", "INN-03", "INN-04", "SVC-07", "VIS-01"], all!.Select(one => one.Code));

        var rate = await reporting.Analyst.GetFromJsonAsync<Indicator>("/api/reporting/v1/indicators/SVC-03?from=2021-11-01");
        Assert.Equal("70.0", rate!.Values.Single().Share.Value);
        Assert.Equal("Taux de présence", rate.Definition.Title.Fr);
        Assert.Equal(HttpStatusCode.NotFound, (await reporting.Analyst.GetAsync("/api/reporting/v1/indicators/XXX-01")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await reporting.Analyst.GetAsync("/api/reporting/v1/indicators/SVC-01?region=CI-AB")).StatusCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_double()
    {
        var whole = await reporting.ReportAsync("organisation-activity");
        var rows = new List<string>();
        string? after = null;
        do
        {
            var page = await reporting.ReportAsync("organisation-activity", $"limit=1{(after is null ? "" : $"&after={after}")}");
            rows.AddRange(page.Rows.Select(row => row.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(whole.Rows.Select(row => row.Id), rows);
        Assert.Equal("none", rows[^1]);
    }

    [Theory]
    [InlineData("analyst", HttpStatusCode.OK)]
    [InlineData("partner", HttpStatusCode.OK)]
    [InlineData("manager", HttpStatusCode.OK)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    [InlineData("backdate", HttpStatusCode.Forbidden)]
    public async Task Reports_are_for_those_who_read_reports(string role, HttpStatusCode expected)
    {
        foreach (var path in (string[])["reports", "reports/cluster-overview", "indicators", "indicators/STR-01", "indicators/STR-01/lineage"])
            Assert.Equal(expected, (await reporting.Service.As(role).GetAsync($"/api/reporting/v1/{path}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await reporting.Service.Anonymous().GetAsync("/api/reporting/v1/reports")).StatusCode);
    }

    [Fact]
    public async Task Anybody_sees_three_figures_that_count_no_people()
    {
        var figures = await reporting.Service.Anonymous().GetFromJsonAsync<PublicFigures>("/api/reporting/v1/public-figures");

        Assert.Equal((3, 1, 1), (figures!.Members, figures.EventsHeld, figures.OpenOpportunities));
    }
}
