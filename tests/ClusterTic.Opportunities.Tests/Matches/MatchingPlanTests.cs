using System.Diagnostics;
using ClusterTic.Opportunities.Matches;
using Npgsql;

namespace ClusterTic.Opportunities.Tests.Matches;

public sealed class MatchingPlanTests(OpportunitiesFixture fixture) : IClassFixture<OpportunitiesFixture>
{
    [Fact]
    public async Task One_opportunity_against_20000_organisations_is_an_index_scan()
    {
        await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("plan", "72212000 48000000 72253100 30213100 64210000")));
        var opportunity = await fixture.FindAsync("plan");
        await fixture.ExecuteAsync(
            """
            insert into suppliers (id, version, name, is_member) select gen_random_uuid(), 1, 'S' || n, true from generate_series(1, 20000) n;
            insert into member_competences (supplier_id, code, digits, level)
            select distinct on (s.id, c.code) s.id, c.code, length(rtrim(c.code, '0')), 1 + (random() * 4)::int from suppliers s
            cross join lateral (select lpad((3000 + (random() * 6000)::int)::text, 4, '0') || '0000' code from generate_series(1, 4) where s.id is not null) c;
            analyze suppliers; analyze member_competences; analyze opportunity_codes;
            """);

        await using var source = NpgsqlDataSource.Create(fixture.Service.Place.Database.ConnectionString);
        await using var explain = source.CreateCommand("explain (format json) " + Matching.FromOpportunities);
        explain.Parameters.AddWithValue(new[] { opportunity.Id });
        var plan = (string)(await explain.ExecuteScalarAsync())!;
        await using var query = source.CreateCommand(Matching.FromOpportunities);
        query.Parameters.AddWithValue(new[] { opportunity.Id });
        var times = new List<double>();
        var rows = 0;
        for (var run = 0; run < 7; run++)
        {
            var watch = Stopwatch.StartNew();
            await using var reader = await query.ExecuteReaderAsync();
            for (rows = 0; await reader.ReadAsync(); rows++)
            {
            }
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        Assert.Contains("ix_member_competences_match", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Seq Scan\",\n          \"Relation Name\": \"member_competences\"", plan, StringComparison.Ordinal);
        Assert.True(rows > 100, $"{rows} reasons");
        TestContext.Current.TestOutputHelper!.WriteLine($"{rows} reasons, median {times.Order().ElementAt(3):0.0} ms");
        // The benchmark holds the target of 50 ms; here, beside other work, only the order of magnitude.
        Assert.True(times.Min() < 250, $"{times.Min():0} ms");
    }
}
