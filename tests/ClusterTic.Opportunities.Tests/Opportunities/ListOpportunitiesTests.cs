using System.Net;
using ClusterTic.Opportunities.Opportunities;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Opportunities.Tests.Opportunities;

public sealed class ListOpportunitiesTests(OpportunitiesFixture fixture) : IClassFixture<OpportunitiesFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await fixture.ImportAsync(OpportunitiesFixture.Package(
        Enumerable.Range(0, 7).Select(at => OpportunitiesFixture.Tender($"list-{at}", date: $"2021-06-0{1 + (at / 2)}", codes: at == 3 ? "48100000" : "72212000"))
            .Append(OpportunitiesFixture.Tender("éclairage", tag: "award", more: ""","awards":[{"id":"a","status":"active"}]"""))));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Pages_hold_each_opportunity_once_the_newest_first()
    {
        var seen = new List<OpportunityDetails>();
        for (var query = "?limit=3"; ;)
        {
            var page = await fixture.ListAsync(query);
            seen.AddRange(page.Items);
            if (page.Next is null) break;
            query = $"?limit=3&after={page.Next}";
        }

        Assert.Equal(8, seen.Select(one => one.Id).Distinct().Count());
        Assert.Equal(8, seen.Count);
        Assert.Equal(seen.OrderByDescending(one => one.PublishedAt).Select(one => one.PublishedAt), seen.Select(one => one.PublishedAt));
        var counted = await fixture.Service.Anonymous().GetAsync("/api/opportunities/v1/opportunities?limit=1&count=true");
        Assert.Equal("8", counted.Headers.GetValues("X-Total-Count").Single());
    }

    [Theory]
    [InlineData("?q=ECLAIRAGE", 1)]
    [InlineData("?q=logiciel+mairie", 8)]
    [InlineData("?q=100%25", 0)]
    [InlineData("?code=48000000", 1)]
    [InlineData("?code=72200000-7", 7)]
    [InlineData("?status=awarded", 1)]
    [InlineData("?tier=national", 8)]
    [InlineData("?tier=continental", 0)]
    public async Task Filters_select(string query, int count) => Assert.Equal(count, (await fixture.ListAsync(query)).Items.Count);

    [Theory]
    [InlineData("?status=gone")]
    [InlineData("?tier=world")]
    [InlineData("?code=abc")]
    [InlineData("?after=abc")]
    [InlineData("?limit=1000")]
    public async Task What_is_not_understood_is_refused(string query) => Assert.Equal(
        HttpStatusCode.BadRequest, (await fixture.Service.Anonymous().GetAsync($"/api/opportunities/v1/opportunities{query}")).StatusCode);

    [Fact]
    public async Task One_opportunity_has_its_version_as_etag()
    {
        var opportunity = await fixture.FindAsync("list-3");

        var response = await fixture.Service.Anonymous().GetAsync($"/api/opportunities/v1/opportunities/{opportunity.Id}");

        Assert.Equal($"\"{opportunity.Version}\"", response.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Service.Anonymous().GetAsync($"/api/opportunities/v1/opportunities/{Guid.CreateVersion7()}")).StatusCode);
    }

    [Fact]
    public async Task What_passes_its_deadline_closes_by_itself()
    {
        var deadline = TimeProvider.System.GetUtcNow().AddDays(2);
        var tender = OpportunitiesFixture.Tender("overdue", more: "").Replace(
            "\"status\":\"active\"", $"\"status\":\"active\",\"tenderPeriod\":{{\"endDate\":\"{deadline:O}\"}}", StringComparison.Ordinal);
        await fixture.ImportAsync(OpportunitiesFixture.Package(tender));
        Assert.Equal("open", (await fixture.FindAsync("overdue")).Status);

        await using var scope = fixture.Service.Services.CreateAsyncScope();
        await CloseOverdue.CloseAsync(scope.ServiceProvider.GetRequiredService<OpportunitiesDb>(), deadline.AddMinutes(1), CancellationToken.None);

        Assert.Equal("closed", (await fixture.FindAsync("overdue")).Status);
        await fixture.ExecuteAsync("delete from opportunity_codes where opportunity_id in (select id from opportunities where ocid = 'overdue')");
        await fixture.ExecuteAsync("delete from releases where opportunity_id in (select id from opportunities where ocid = 'overdue')");
        await fixture.ExecuteAsync("delete from opportunities where ocid = 'overdue'");
    }
}
