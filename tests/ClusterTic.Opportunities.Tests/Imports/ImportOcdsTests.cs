using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Opportunities.Tests.Imports;

public sealed class ImportOcdsTests(OpportunitiesFixture fixture, ServersFixture servers) : IClassFixture<OpportunitiesFixture>
{
    [Fact]
    public async Task A_file_goes_in_and_a_second_time_changes_nothing()
    {
        var file = OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("twice-1"),
            OpportunitiesFixture.Tender("twice-1", date: "2021-07-01", tag: "award", id: "2", more: ""","awards":[{"id":"a","status":"active"}]"""),
            """{"ocid":"twice-2","date":"2021-06-01","tender":{"title":"Sans identifiant"}}""");

        var first = await fixture.ImportAsync(file);
        var (state, outbox) = (await fixture.StateAsync(), await OutboxAsync());
        var second = await fixture.ImportAsync(file);

        Assert.Equal((3, 3, 0, 0, 2, 0), (first.Releases, first.Added, first.Known, first.Quarantined, first.OpportunitiesAdded, first.OpportunitiesChanged));
        Assert.Equal((3, 0, 3, 0, 0, 0), (second.Releases, second.Added, second.Known, second.Quarantined, second.OpportunitiesAdded, second.OpportunitiesChanged));
        Assert.Equal(state, await fixture.StateAsync());
        Assert.Equal(outbox, await OutboxAsync());
        var opportunity = await fixture.FindAsync("twice-1");
        Assert.Equal(("awarded", "Mairie", "CI", "national", 2), (opportunity.Status, opportunity.BuyerName, opportunity.BuyerCountry, opportunity.Tier, opportunity.Releases));
    }

    [Fact]
    public async Task Each_release_of_a_history_is_told_on_its_day()
    {
        await fixture.ImportAsync(OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("told", date: "2021-06-01"),
            OpportunitiesFixture.Tender("told", date: "2021-06-15", tag: "tenderAmendment", id: "2", codes: "72212000 48000000"),
            OpportunitiesFixture.Tender("told", date: "2021-08-01", tag: "award", id: "3", more: ""","awards":[{"id":"a","status":"active"}]""")));

        var opportunity = await fixture.FindAsync("told");
        var told = await fixture.ScalarAsync<string>(
            $"""
             select string_agg(concat_ws(' ', wire_name, version, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD'), body::jsonb -> 'opportunity' ->> 'status'), ', ' order by position)
             from outbox where aggregate_id = '{opportunity.Id}'
             """);
        Assert.Equal(
            "opportunities.opportunity.published 1 2021-06-01 open, opportunities.opportunity.amended 2 2021-06-15 open, "
            + "opportunities.opportunity.awarded 3 2021-08-01 awarded", told);
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_the_place_and_changes_nothing()
    {
        var releases = Enumerable.Range(0, 600).Select(at => OpportunitiesFixture.Tender($"broken-{at}"));
        var file = OpportunitiesFixture.Package([.. releases, """{"ocid":"broken-x","tender":{"title":}}"""]);
        var (state, imports) = (await fixture.StateAsync(), await fixture.ScalarAsync<long>("select count(*) from imports"));

        var refused = await fixture.SendAsync(file);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:clustertic:problem:ocds-file-not-json", problem.GetProperty("type").GetString());
        var (path, text) = problem.GetProperty("errors").EnumerateObject().Select(field => (field.Name, field.Value[0].GetString()!)).Single();
        Assert.Equal("$.releases[600].tender.title", path);
        Assert.Contains("line 1801, byte 38, at $.releases[600].tender.title", text, StringComparison.Ordinal);
        Assert.Equal(state, await fixture.StateAsync());
        Assert.Equal(imports, await fixture.ScalarAsync<long>("select count(*) from imports"));
    }

    [Fact]
    public async Task A_broken_release_is_set_aside_with_its_path_and_the_rest_goes_in()
    {
        var file = OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("good-1"), """{"id":"x","tender":{"title":"no ocid"}}""", "null",
            OpportunitiesFixture.Tender("good-2").Replace("2021-06-01", "2021-02-30", StringComparison.Ordinal), OpportunitiesFixture.Tender("good-3"));

        var first = await fixture.ImportAsync(file);
        var second = await fixture.ImportAsync(file);

        Assert.Equal((5, 2, 3), (first.Releases, first.Added, first.Quarantined));
        Assert.Equal(
            [("$.releases[1].ocid", "release-without-ocid"), ("$.releases[2]", "release-not-an-object"), ("$.releases[3].date", "release-date-invalid")],
            first.Faults.Select(fault => (fault.Path, fault.Reason)));
        Assert.Contains("2021-02-30", first.Faults[2].Detail, StringComparison.Ordinal);
        Assert.Equal((5, 0, 2, 3), (second.Releases, second.Added, second.Known, second.Quarantined));
        Assert.Equal(first.Faults.Select(fault => fault.Id), second.Faults.Select(fault => fault.Id));
        await fixture.FindAsync("good-3");

        var manager = fixture.Service.As("manager");
        var page = (await manager.GetFromJsonAsync<Page<QuarantinedRelease>>("/api/opportunities/v1/quarantine?limit=2"))!;
        var rest = (await manager.GetFromJsonAsync<Page<QuarantinedRelease>>($"/api/opportunities/v1/quarantine?after={page.Next}"))!;
        Assert.Superset(first.Faults.Select(fault => fault.Id).ToHashSet(), page.Items.Concat(rest.Items).Select(fault => fault.Id).ToHashSet());
        Assert.Equal(first.Faults.Count, (await manager.GetFromJsonAsync<OcdsImportResult>($"/api/opportunities/v1/imports/{first.Id}"))!.Faults.Count);
    }

    [Fact]
    public async Task The_same_id_with_another_content_is_kept_flagged_and_the_later_one_counts()
    {
        await fixture.ImportAsync(OpportunitiesFixture.Package(OpportunitiesFixture.Tender("contradiction")));
        var result = await fixture.ImportAsync(OpportunitiesFixture.Package(
            OpportunitiesFixture.Tender("contradiction").Replace("Logiciel", "Matériel", StringComparison.Ordinal)));

        Assert.Equal((1, 1), (result.Added, result.OpportunitiesChanged));
        var opportunity = await fixture.FindAsync("contradiction");
        Assert.Equal(("Matériel contradiction", 2), (opportunity.Title.Fr, opportunity.Releases));
        Assert.Equal("false true", await fixture.ScalarAsync<string>(
            $"select string_agg(contradicts::text, ' ' order by arrival) from releases where opportunity_id = '{opportunity.Id}'"));
    }

    [Fact]
    public async Task An_interrupted_import_that_is_repeated_gives_the_whole()
    {
        var file = OpportunitiesFixture.Package(Enumerable.Range(0, 620).Select(at => OpportunitiesFixture.Tender($"crash-{at / 2}", id: $"{at}", date: $"2021-06-{1 + (at % 28):00}")));
        await using var whole = new OpportunitiesFixtureOwner(servers);
        await using var crashed = new OpportunitiesFixtureOwner(servers);
        await (await whole.StartAsync()).ImportAsync(file);
        var service = await crashed.StartAsync();
        await service.ExecuteAsync(
            """
            create function fail() returns trigger language plpgsql as $$ begin raise exception 'crash'; end $$;
            create trigger fail before insert on releases for each row when (new.path = '$.releases[555]') execute function fail();
            """);

        var failed = await service.SendAsync(file);
        var half = await service.ScalarAsync<long>("select count(*) from releases");
        await service.ExecuteAsync("drop trigger fail on releases");
        var repeated = await service.ImportAsync(file);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.InRange(half, 1, 619);
        Assert.Equal((620, 620 - half, half), (repeated.Releases, repeated.Added, (long)repeated.Known));
        Assert.Equal(Without("version", await (await whole.StartAsync()).StateAsync()), Without("version", await service.StateAsync()));
    }

    [Fact]
    public async Task A_form_and_a_file_in_utf16_are_read_the_same()
    {
        var json = OpportunitiesFixture.Package(OpportunitiesFixture.Tender("utf16"));
        byte[] utf16 = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(json)];
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" }, { new ByteArrayContent(utf16), "file", "avis été.json" } };

        var result = await OpportunitiesFixture.ReadAsync<OcdsImportResult>(await fixture.Service.As("manager").PostAsync("/api/opportunities/v1/imports/ocds", form));
        var again = await fixture.SendAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)]);

        Assert.Equal(1, result.Added);
        Assert.Equal(1, (await OpportunitiesFixture.ReadAsync<OcdsImportResult>(again)).Known);
        Assert.Equal("avis été.json", await fixture.ScalarAsync<string>($"select source from imports where id = '{result.Id}'"));
    }

    [Fact]
    public async Task Only_a_manager_imports()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await fixture.SendAsync("{}", "public")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.SendAsync("{}", "analyst")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await fixture.SendAsync("{}")).StatusCode);
    }

    Task<long> OutboxAsync() => fixture.ScalarAsync<long>("select count(*) from outbox");

    // The halves of an interrupted history may be told in more steps than the whole.
    static string Without(string name, string json) => System.Text.RegularExpressions.Regex.Replace(json, $"\"{name}\": \\d+", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10));
}
