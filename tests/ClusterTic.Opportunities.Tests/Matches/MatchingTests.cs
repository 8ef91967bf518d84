using System.Net;
using ClusterTic.Membership;

namespace ClusterTic.Opportunities.Tests.Matches;

public sealed class MatchingTests(OpportunitiesFixture fixture) : IClassFixture<OpportunitiesFixture>
{
    [Fact]
    public async Task A_member_is_matched_with_the_reasons_whoever_comes_first()
    {
        var before = Guid.CreateVersion7();
        await fixture.HandleAsync(OpportunitiesFixture.Approved(before, 1, [("72212000", 5), ("72253000", 3), ("48000000", 5)], name: "Avant"));
        var result = await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("reasons", "72212000 72254000")));
        var after = Guid.CreateVersion7();
        await fixture.HandleAsync(OpportunitiesFixture.Approved(after, 1, [("72212000", 5), ("72253000", 3), ("48000000", 5)], since: "2023-05-01", name: "Après"));

        var opportunity = await fixture.FindAsync("reasons");
        var matches = await fixture.MatchesAsync(opportunity.Id);
        Assert.Equal(1, result.MatchesFound);
        Assert.Equal(2, opportunity.Matches);
        foreach (var organisation in new[] { before, after })
        {
            var match = Assert.Single(matches, one => one.OrganisationId == organisation);
            Assert.Equal(
                [new MatchReason("72212000", "72212000", 5, 8), new MatchReason("72254000", "72253000", 3, 4)], match.Reasons);
            Assert.Equal(100, match.Score);
        }
        Assert.Equal("2021-06-01", await FoundOnAsync(opportunity.Id, before));
        Assert.Equal("2023-05-01", await FoundOnAsync(opportunity.Id, after));
    }

    [Fact]
    public async Task Less_than_a_group_in_common_is_no_match_unless_the_notice_names_just_a_division()
    {
        var organisation = Guid.CreateVersion7();
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 1, [("30200000", 4)]));
        await fixture.ImportAsync(OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("narrow", "30100000"), OpportunitiesFixture.Tender("division", "30000000"), OpportunitiesFixture.Tender("group", "30213100")));

        Assert.DoesNotContain(await fixture.MatchesAsync((await fixture.FindAsync("narrow")).Id), match => match.OrganisationId == organisation);
        var division = Assert.Single(await fixture.MatchesAsync((await fixture.FindAsync("division")).Id), match => match.OrganisationId == organisation);
        Assert.Equal(2, Assert.Single(division.Reasons).SharedDigits);
        var group = Assert.Single(await fixture.MatchesAsync((await fixture.FindAsync("group")).Id), match => match.OrganisationId == organisation);
        Assert.Equal(3, Assert.Single(group.Reasons).SharedDigits);
    }

    [Fact]
    public async Task Only_members_count_and_who_leaves_or_changes_is_matched_anew()
    {
        var organisation = Guid.CreateVersion7();
        await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("leaving", "64210000")));
        var opportunity = await fixture.FindAsync("leaving");
        async Task<int?> ScoreAsync() => (await fixture.MatchesAsync(opportunity.Id)).SingleOrDefault(match => match.OrganisationId == organisation)?.Score;

        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 1, [("64210000", 5)], status: "under-review"));
        Assert.Null(await ScoreAsync());
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 2, [("64210000", 5)]));
        Assert.Equal(100, await ScoreAsync());
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 3, [("64210000", 1)]));
        Assert.Equal(68, await ScoreAsync());
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 4, [("55000000", 1)]));
        Assert.Null(await ScoreAsync());
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 5, [("64210000", 5)]));
        Assert.Equal(100, await ScoreAsync());

        Assert.Equal("found changed withdrawn found", await fixture.ScalarAsync<string>(
            $"""
             select string_agg(substring(wire_name from '[a-z]*$'), ' ' order by version) from outbox
             where wire_name like 'opportunities.match.%' and body::jsonb -> 'match' ->> 'organisationId' = '{organisation}'
             """));
    }

    [Theory, InlineData("suspended"), InlineData("withdrawn")]
    public async Task Who_is_suspended_or_withdrawn_is_matched_no_more_and_anew_from_its_return(string status)
    {
        var organisation = Guid.CreateVersion7();
        await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender(status, "79100000", date: "2021-06-01")));
        var opportunity = await fixture.FindAsync(status);
        async Task<bool> IsMatchedAsync() => (await fixture.MatchesAsync(opportunity.Id)).Any(match => match.OrganisationId == organisation);

        var admitted = OpportunitiesFixture.Approved(organisation, 1, [("79100000", 5)], since: "2021-01-01");
        await fixture.HandleAsync(admitted);
        Assert.True(await IsMatchedAsync());
        var left = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await fixture.HandleAsync(new OrganisationSuspended(admitted.Organisation with { Version = 2, Status = status, SuspendedAt = left }, "dues", "test", left));
        Assert.False(await IsMatchedAsync());
        await fixture.HandleAsync(new OrganisationReinstated(admitted.Organisation with { Version = 3 }, "test", left.AddMonths(2)));
        Assert.True(await IsMatchedAsync());

        Assert.Equal("found 2021-06-01, withdrawn 2024-01-01, found 2024-03-01", await fixture.ScalarAsync<string>(
            $"""
             select string_agg(concat(substring(wire_name from '[a-z]*$'), to_char(occurred_at at time zone 'UTC', ' YYYY-MM-DD')), ', ' order by version) from outbox
             where wire_name like 'opportunities.match.%' and body::jsonb -> 'match' ->> 'organisationId' = '{organisation}'
             and body::jsonb -> 'match' ->> 'opportunityId' = '{opportunity.Id}'
             """));
    }

    [Fact]
    public async Task A_cancelled_opportunity_has_no_matches_and_an_awarded_one_keeps_them()
    {
        var organisation = Guid.CreateVersion7();
        await fixture.HandleAsync(OpportunitiesFixture.Approved(organisation, 1, [("50300000", 3)]));
        await fixture.ImportAsync(OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("cancelled", "50312000"),
            OpportunitiesFixture.Tender("awarded", "50312000", tag: "award", more: ""","awards":[{"id":"a","status":"active"}]""")));
        Assert.Single(await fixture.MatchesAsync((await fixture.FindAsync("cancelled")).Id), match => match.OrganisationId == organisation);

        await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("cancelled", "50312000", date: "2021-07-01", tag: "tenderCancellation", id: "2", status: "cancelled")));

        Assert.Empty(await fixture.MatchesAsync((await fixture.FindAsync("cancelled")).Id));
        Assert.Single(await fixture.MatchesAsync((await fixture.FindAsync("awarded")).Id), match => match.OrganisationId == organisation);
    }

    [Fact]
    public async Task Who_joins_while_a_notice_comes_in_is_matched()
    {
        var organisations = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
        var imports = Enumerable.Range(0, 10).Select(at => fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender($"race-{at}", "79411000"))));
        var joins = organisations.Select(id => fixture.HandleAsync(OpportunitiesFixture.Approved(id, 1, [("79410000", 3)])));

        await Task.WhenAll([.. imports.Zip(joins.Chunk(2), (import, two) => Task.WhenAll([import, .. two]))]);

        for (var at = 0; at < 10; at++)
            Assert.Equal(20, (await fixture.MatchesAsync((await fixture.FindAsync($"race-{at}")).Id)).Count);
    }

    [Fact]
    public async Task The_public_does_not_see_matches()
    {
        var address = $"/api/opportunities/v1/opportunities/{Guid.CreateVersion7()}/matches";

        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.Service.Anonymous().GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Service.As("operator").GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Service.As("partner").GetAsync(address)).StatusCode);
    }

    Task<string> FoundOnAsync(Guid opportunity, Guid organisation) => fixture.ScalarAsync<string>(
        $"""
         select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD') from outbox where wire_name = 'opportunities.match.found'
         and body::jsonb -> 'match' ->> 'organisationId' = '{organisation}' and body::jsonb -> 'match' ->> 'opportunityId' = '{opportunity}'
         """);
}
