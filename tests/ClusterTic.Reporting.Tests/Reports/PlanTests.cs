using ClusterTic.Reporting.Figures;
using ClusterTic.Reporting.Indicators;
using ClusterTic.Reporting.Reports;
using ClusterTic.Testing.Servers;
using Npgsql;

namespace ClusterTic.Reporting.Tests.Reports;

/// <summary>A cluster of 2,000 organisations over five years, of which a report asks for one month.</summary>
public sealed class LargeCluster(ServersFixture servers) : IAsyncLifetime
{
    ReportingPlace? place;

    public ReportingPlace Reporting => place!;

    public async ValueTask InitializeAsync()
    {
        place = await ReportingPlace.StartAsync(servers);
        await using var owner = NpgsqlDataSource.Create(place.Service.Place.Database.OwnerConnectionString);
        await using var fill = owner.CreateCommand(
            """
            insert into organisations (generation, id, version, announced, message_id, position, name, type, country, region, status, category, member_since,
              member_from, member_during)
            select 1, md5('o' || n)::uuid, 1, false, md5('m' || n)::uuid, n, 'Orga ' || n, 'company', 'CI', 'CI-AB', case when n % 20 = 0 then 'member' else 'registered' end, 'member', '2021-01-01',
              case when n % 20 = 0 then date '2021-01-01' end, case when n % 20 = 0 then '{[2021-01-01,)}' else '{}' end::datemultirange
            from generate_series(1, 2000) n;
            insert into registrations (generation, id, version, announced, message_id, position, event_id, person_id, organisation_id, status, confirmed_day, checked_in_day)
            select 1, md5('r' || n)::uuid, 1, false, md5('m' || n)::uuid, n, md5('e' || n % 300)::uuid, md5('p' || n)::uuid, md5('o' || 1 + n % 2000)::uuid, 'confirmed',
              date '2021-01-01' + (n % 1800), date '2021-01-02' + (n % 1800)
            from generate_series(1, 60000) n;
            insert into activity_days select generation, organisation_id, confirmed_day, 0, count(*), count(*), 0, 0 from registrations group by 1, 2, 3;
            insert into matches (generation, id, version, announced, message_id, position, opportunity_id, organisation_id, status, score, found_day)
            select 1, md5('x' || n)::uuid, 1, false, md5('m' || n)::uuid, n, md5('t' || n % 3000)::uuid, md5('o' || 1 + n % 2000)::uuid, 'found', 50, date '2021-01-01' + (n % 1800)
            from generate_series(1, 30000) n;
            insert into opportunities (generation, id, version, announced, message_id, position, ocid, status, tier, noticed_day)
            select 1, md5('t' || n)::uuid, 1, false, md5('m' || n)::uuid, n, 'ocds-' || n, case when n % 30 = 0 then 'open' else 'closed' end, 'national', date '2021-01-01' + (n % 1800)
            from generate_series(1, 3000) n;
            insert into invitations (generation, id, version, announced, message_id, position, event_id, organisation_id, status, sent_day)
            select 1, md5('i' || n)::uuid, 1, false, md5('m' || n)::uuid, n, md5('e' || n % 300)::uuid, md5('o' || 1 + n % 2000)::uuid, 'sent', date '2021-01-01' + (n % 1800)
            from generate_series(1, 20000) n;
            insert into facts (position, message_id, wire_name, aggregate, sender, aggregate_id, version, occurred_at, recorded_at, received_at, body)
            select n, md5('m' || n)::uuid, 'events.registration.confirmed', 'events.registration', 'events', md5('r' || n)::uuid, 1, '2021-01-01', '2021-01-01',
              timestamptz '2021-01-01' + n * interval '1 second', '{}'
            from generate_series(1, 60000) n;
            update projections set generation = 1, position = 60000, data_at = timestamptz '2021-01-01' + 60000 * interval '1 second';
            analyze
            """);
        fill.CommandTimeout = 300; // on a machine that has other things to do
        await fill.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (place is not null) await place.DisposeAsync();
    }
}

public sealed class PlanTests(LargeCluster cluster) : IClassFixture<LargeCluster>
{
    static readonly Filters OneMonth = new(new DateOnly(2023, 3, 1), new DateOnly(2023, 3, 31), null, null, null);

    public static TheoryData<string> Figures => [.. IndicatorCatalogue.All.Select(figure => figure.Id)];

    [Theory]
    [MemberData(nameof(Figures))]
    public async Task A_figure_of_one_month_is_found_by_its_index(string id)
    {
        var figure = IndicatorCatalogue.Find(id)!.Value.Figure;
        var plan = await ExplainAsync(figure.CountSql());
        Assert.DoesNotContain("Seq Scan on registrations", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on matches", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on invitations", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on opportunities s", plan, StringComparison.Ordinal);
        if (id.StartsWith("STR", StringComparison.Ordinal)) Assert.Contains("organisations_active", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_log_holds_of_a_person_is_found_by_an_index()
    {
        var plan = await ExplainAsync("select count(*) from facts where people_in(body) @> array['x'] and body like '%\"personId\":\"%'");
        Assert.DoesNotContain("Seq Scan on facts_rest", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daily_figures_are_found_by_their_day()
    {
        var plan = await ExplainAsync("select organisation_id, sum(registered) from activity_days where generation = $1 and day between $2 and $3 group by 1");
        Assert.Contains("activity_days_by_day", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lineage_of_an_organisation_reads_no_more_than_its_messages()
    {
        var organisation = await cluster.Reporting.ScalarAsync<Guid>("select id from organisations limit 1");
        var row = new ReportRow(organisation.ToString(), []);
        var subjects = new OrganisationActivity().Behind(row, OneMonth);
        var plan = await ExplainAsync(
            $"select f.* from ({subjects.Sql}) s cross join lateral (select * from facts f where f.aggregate_id = s.id order by position limit 10) f", organisation);
        Assert.DoesNotContain("Seq Scan on facts_rest", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on registrations", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on matches", plan, StringComparison.Ordinal);
    }

    async Task<string> ExplainAsync(string sql, object? eighth = null)
    {
        await using var connection = await cluster.Reporting.Database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand($"explain {sql}", connection);
        var data = new Data(1, 60000, null, 0, new ClusterTic.Reporting.Projections.LocalDays(TimeZoneInfo.Utc), LooksBack: false, new DateOnly(2026, 1, 1));
        command.Parameters.AddRange(Figure.Parameters(data, OneMonth, ["founding-partner"]));
        if (eighth is not null) command.Parameters.AddWithValue(eighth);
        var lines = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) lines.Add(rows.GetString(0));
        return string.Join('\n', lines);
    }
}
