using System.Net;
using System.Net.Http.Json;
using ClusterTic.Testing.Servers;
using Microsoft.AspNetCore.Mvc;

namespace ClusterTic.Reporting.Tests.Reports;

public sealed class AsOfTests(ServersFixture servers)
{
    [Fact]
    public async Task A_look_back_gives_what_was_reported_then_whatever_came_later()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers);
        var (organisation, late) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await reporting.ReceiveAsync([Fact.Approved(organisation, "Ancien nom"), .. Enumerable.Range(0, 30).Select(_ => Fact.Registered(Guid.CreateVersion7(), late, organisation))]);
        var then = await reporting.ReportAsync("organisation-activity");
        var figures = await reporting.FiguresAsync("organisation-activity");
        // Came later, though it happened long before: a paper list.
        await reporting.ReceiveAsync([Fact.Approved(organisation, "Nouveau nom", version: 5), .. Enumerable.Range(0, 10).Select(_ => Fact.Registered(Guid.CreateVersion7(), late, organisation, Fact.At(2020, 1, 1)))]);

        Assert.Equal(("Nouveau nom", "40"), Row(await reporting.ReportAsync("organisation-activity")));
        Assert.Equal(figures, await reporting.FiguresAsync("organisation-activity", $"asOf={Uri.EscapeDataString(then.DataAt!.Value.ToString("O"))}"));
        Assert.Equal(("Nouveau nom", "10"), Row(await reporting.ReportAsync("organisation-activity", "to=2020-12-31")));

        (string?, string?) Row(Report report) => (report.Value(organisation.ToString(), "organisation"), report.Value(organisation.ToString(), "registered"));
    }

    [Fact]
    public async Task A_look_back_that_would_read_too_much_is_refused_with_what_to_do()
    {
        await using var reporting = await ReportingPlace.StartAsync(servers, ("Reporting:AsOf:MaxFacts", "10"));
        await reporting.ReceiveAsync([.. Enumerable.Range(0, 11).Select(_ => Fact.Approved(Guid.CreateVersion7()))]);
        var then = (await reporting.ReportAsync("cluster-overview")).DataAt!.Value;
        await reporting.ReceiveAsync(Fact.Approved(Guid.CreateVersion7()));

        var answer = await reporting.Analyst.GetAsync($"/api/reporting/v1/reports/cluster-overview?asOf={Uri.EscapeDataString(then.ToString("O"))}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<ProblemDetails>();
        Assert.Equal("urn:clustertic:problem:as-of-too-large", problem!.Type);
        Assert.Contains("11", problem.Title, StringComparison.Ordinal);
    }
}
