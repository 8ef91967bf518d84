using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class OfferFigureTests(ServersFixture servers)
{
    [Fact]
    public async Task Offers_count_while_published_by_a_member_and_by_what_adds_value()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (small, large, left, draft) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (may, both) = (Fact.At(2021, 5, 3), Guid.CreateVersion7());
        var withdrawn = Facts.Offer(small, local: 80, property: "patent", published: may);
        await reporting.ReceiveAsync(
        [
            Fact.From(new OrganisationApproved(Fact.Organisation(small) with { SmeClass = "small" }, "member", "test", Fact.At(2021, 1, 1))),
            Fact.From(new OrganisationApproved(Fact.Organisation(large, region: "CI-YM") with { SmeClass = "large" }, "member", "test", Fact.At(2021, 1, 1))),
            Fact.From(new OrganisationWithdrawn(
                Fact.Organisation(left, 2, status: "withdrawn") with { MemberSince = Fact.At(2021, 1, 1), WithdrawnAt = Fact.At(2021, 8, 1) }, "closed", "test", Fact.At(2021, 8, 1))),
            Facts.Published(Facts.Offer(small, 1, local: 60, exportable: true, published: may, id: both, cpv: ["72000000", "72200000", "48000000"])),
            Facts.Published(Facts.Offer(small, 1, local: 0, exportable: true, published: may)), // nothing of it is made here
            Facts.Published(Facts.Offer(large, 1, exportable: true, property: "trademark", published: may)),
            Facts.Published(Facts.Offer(left, 1, local: 90, exportable: true, published: may)),
            Facts.Published(withdrawn),
            Fact.From(new OfferWithdrawn(withdrawn with { Version = 2, Status = "withdrawn" }, Fact.At(2021, 10, 1))),
            Fact.From(new OfferChanged(Facts.Offer(large, 1, "draft", local: 90, exportable: true, id: draft), may)),
            Fact.From(new OfferConfirmed(Facts.Offer(small, 4, local: 60, exportable: true, published: may, confirmed: Fact.At(2022, 4, 1), id: both, cpv: ["72000000", "72200000", "48000000"]), Fact.At(2022, 4, 1))),
        ]);

        Assert.Equal((2, 3), await ShareAsync("to=2022-05-31")); // both of small and large of three, the one that left and the withdrawn one aside
        Assert.Equal((4, 5), await ShareAsync("to=2021-07-31"));
        Assert.Equal((3, 4), await ShareAsync("to=2021-09-30")); // whoever left has no offer in the catalogue
        Assert.Equal((1, 1), await ShareAsync("region=CI-YM"));
        Assert.Equal((0, 0), await ShareAsync("to=2021-04-30"));
        Assert.Null((await reporting.ReportAsync("cluster-overview", "to=2021-04-30")).Value("INN-03", "share"));

        Assert.Equal("5", (await reporting.ReportAsync("cluster-overview", "to=2021-07-31")).Value("INN-04", "value"));
        Assert.Equal("3", (await reporting.ReportAsync("cluster-overview", "to=2022-05-02")).Value("INN-04", "value"));
        Assert.Equal("1", (await reporting.ReportAsync("cluster-overview", "to=2022-05-03")).Value("INN-04", "value")); // a year to the day is too long ago
        Assert.Equal("1", (await reporting.ReportAsync("cluster-overview", "to=2023-03-31")).Value("INN-04", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", "to=2023-04-01")).Value("INN-04", "value"));

        var cuts = await reporting.ReportAsync("breakdown", "to=2022-05-31");
        Assert.Equal((1, 2), Parts(cuts.Cell("INN-03/class:small", "share")));
        Assert.Equal((1, 1), Parts(cuts.Cell("INN-03/class:large", "share")));
        Assert.Equal((2, 3), Parts(cuts.Cell("INN-03/competence:72000000", "share"))); // once, though it has two codes of the division
        Assert.Equal((1, 1), Parts(cuts.Cell("INN-03/competence:48000000", "share")));
        Assert.Equal("Petite entreprise", cuts.Cell("INN-03/class:small", "group").Text!.Fr);

        var by = await reporting.Analyst.GetFromJsonAsync<Indicator>("/api/reporting/v1/indicators/INN-03?by=class&to=2022-05-31");
        Assert.Equal(["INN-03/class:large", "INN-03/class:small"], by!.Values.Select(value => value.Id));
        Assert.Equal(["competence", "class"], by.Definition.Cuts);
        var lineage = await reporting.Analyst.GetFromJsonAsync<Page<LineageEntry>>("/api/reporting/v1/reports/breakdown/lineage?to=2022-05-31&row=INN-03/competence:48000000");
        Assert.Equal([both, both], lineage!.Items.Select(entry => entry.AggregateId));
        Assert.Equal(HttpStatusCode.BadRequest, (await reporting.Analyst.GetAsync("/api/reporting/v1/indicators/INN-03?by=region")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await reporting.Analyst.GetAsync("/api/reporting/v1/indicators/INN-03?tier=national")).StatusCode);

        async Task<(decimal?, decimal?)> ShareAsync(string query) => Parts((await reporting.ReportAsync("cluster-overview", query)).Cell("INN-03", "share"));
    }

    [Fact]
    public async Task A_look_back_knows_no_confirmation_that_came_later()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (organisation, offer, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        var old = Facts.Offer(organisation, published: now.AddYears(-3), id: offer);
        await reporting.ReceiveAsync(Fact.Approved(organisation), Facts.Published(old));
        var then = (await reporting.ReportAsync("cluster-overview")).DataAt!.Value;
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview")).Value("INN-04", "value"));
        await reporting.ReceiveAsync(Fact.From(new OfferConfirmed(old with { Version = 2, ConfirmedAt = now.AddDays(-2) }, now.AddDays(-2))));

        Assert.Equal("1", (await reporting.ReportAsync("cluster-overview")).Value("INN-04", "value"));
        Assert.Equal("0", (await reporting.ReportAsync("cluster-overview", $"asOf={Uri.EscapeDataString(then.ToString("O"))}")).Value("INN-04", "value"));
    }

    static (decimal?, decimal?) Parts(ReportCell cell) => (cell.Numerator, cell.Denominator);
}
