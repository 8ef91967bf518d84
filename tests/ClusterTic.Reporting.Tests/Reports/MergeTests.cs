using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class MergeTests(ServersFixture servers)
{
    [Fact]
    public async Task What_was_told_of_a_merged_organisation_counts_for_the_one_that_goes_on_until_it_is_undone()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (kept, other, workshop) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.ReceiveAsync(
        [
            Fact.Approved(kept, "Gardée", region: "CI-AB"), Fact.Approved(other, "Absorbée", region: "CI-YM"),
            Fact.Invited(workshop, kept), Fact.Invited(workshop, other),
            .. Enumerable.Range(0, 6).Select(_ => Fact.Registered(Guid.CreateVersion7(), workshop, kept)),
            .. Enumerable.Range(0, 7).Select(_ => Fact.Registered(Guid.CreateVersion7(), workshop, other)),
        ]);
        var before = await reporting.ReportAsync("organisation-activity");
        Assert.Equal(("6", "7"), (before.Value(kept.ToString(), "registered"), before.Value(other.ToString(), "registered")));
        var then = (await reporting.ReportAsync("cluster-overview")).DataAt!.Value;

        var state = Fact.Organisation(other, 5, "Absorbée", "merged", "member", "CI-YM") with { MergedInto = kept };
        await reporting.ReceiveAsync([Fact.From(new OrganisationMerged(state, kept, "test", Fact.At(2021, 11, 20)))]);
        var merged = await reporting.ReportAsync("organisation-activity");
        Assert.Equal([kept.ToString()], merged.Rows.Select(row => row.Id));
        Assert.Equal(("2", "13"), (merged.Value(kept.ToString(), "invited"), merged.Value(kept.ToString(), "registered")));
        Assert.Equal("1", (await reporting.ReportAsync("cluster-overview")).Value("STR-01", "value"));
        // By region as well: people count where the one that goes on is.
        Assert.Equal("13", (await reporting.ReportAsync("cluster-overview", "region=CI-AB")).Value("registrations", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", "region=CI-YM")).Value("registrations", "value"));
        var lineage = await reporting.Analyst.GetFromJsonAsync<Page<LineageEntry>>($"/api/reporting/v1/reports/organisation-activity/lineage?limit=200&row={kept}");
        Assert.Equal(2 + 1 + 2 + 13, lineage!.Items.Count); // both admissions, the merge, the invitations, the registrations

        // What was known before stays what it was.
        var asOf = await reporting.ReportAsync("organisation-activity", $"asOf={Uri.EscapeDataString(then.ToString("O"))}");
        Assert.Equal(("6", "7"), (asOf.Value(kept.ToString(), "registered"), asOf.Value(other.ToString(), "registered")));

        await reporting.ReceiveAsync([Fact.From(new OrganisationSeparated(state with { Version = 6, Status = "member", MergedInto = null }, kept, "test", Fact.At(2021, 11, 21)))]);
        var again = await reporting.ReportAsync("organisation-activity");
        Assert.Equal(("6", "7"), (again.Value(kept.ToString(), "registered"), again.Value(other.ToString(), "registered")));
    }
}
