using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class ReachTests(ServersFixture servers)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_day_counts_as_it_was_counted_last_and_is_told_by_country(int seed)
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        ReceivedFact[] told =
        [
            Counted(first, 1, 1, new("member", "CI", 10), new("member", null, 4)),
            Counted(second, 1, 2, new("member", "CI", 3), new("offer", "FR", 5)),
            Counted(first, 2, 1, new("member", "CI", 12), new("member", null, 4)), // one of midnight came after
        ];
        foreach (var fact in World.Shuffled(told, seed)) await reporting.ReceiveAsync(fact);
        await reporting.ReceiveAsync(told[0]); // once more

        Assert.Equal("24", (await reporting.ReportAsync("cluster-overview")).Value("VIS-01", "value"));
        Assert.Equal("16", (await reporting.ReportAsync("cluster-overview", "to=2021-06-01")).Value("VIS-01", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", "from=2021-06-03")).Value("VIS-01", "value"));
        var by = await reporting.Analyst.GetFromJsonAsync<Indicator>("/api/reporting/v1/indicators/VIS-01?by=country");
        Assert.Equal([("CI", "15"), ("FR", "5"), ("unknown", "4")], by!.Values.Select(value => (value.Group!, value.Value.Value!)).Order());
        var breakdown = await reporting.ReportAsync("breakdown");
        Assert.Equal("19", breakdown.Value("VIS-01/page:member", "value"));
        Assert.Equal("Pays inconnu", breakdown.Cell("VIS-01/country:unknown", "group").Text!.Fr);
        await reporting.RebuildAsync();
        Assert.Equal("24", (await reporting.ReportAsync("cluster-overview")).Value("VIS-01", "value"));
    }

    static ReceivedFact Counted(Guid id, long version, int day, params VisitCount[] visits) =>
        Fact.From(new VisitsCounted(new(id, version, new(2021, 6, day), visits), Fact.At(2021, 6, day + 1)));
}
