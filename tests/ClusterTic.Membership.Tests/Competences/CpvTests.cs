using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ClusterTic.Membership.Competences;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Competences;

public sealed class CpvTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/competences";

    readonly HttpClient manager = membership.Service.As("manager");
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task The_tree_is_there_after_the_migration_and_is_read_level_by_level()
    {
        var divisions = await ListAsync("");
        Assert.All(divisions.Items, one => Assert.Equal(("division", null), (one.Depth, one.Parent)));
        Assert.Contains(divisions.Items, one => one is { Code: "72000000", HasChildren: true, Label.En: "IT services: advice, software, internet and support" });
        var groups = await ListAsync("?parent=72000000");
        Assert.Contains(groups.Items, one => one is { Code: "72200000", Depth: "group", Parent: "72000000" });

        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await ListAsync($"?parent=72000000&limit=4{(next.Length > 0 ? "&after=" + next : "")}");
            seen.AddRange(page.Items.Select(one => one.Code));
            next = page.Next;
        }

        Assert.Equal(groups.Items.Select(one => one.Code), seen);
    }

    [Theory]
    [InlineData("?q=securite%20LOGICIELS", "48730000")]
    [InlineData("?q=helpdesk", "72253000")]
    [InlineData("?q=72253", "72253000")]
    [InlineData("?q=72253000-3", "72253000")]
    [InlineData("?q=telemetry&parent=32000000", "32440000")]
    public async Task Words_in_either_language_and_beginnings_of_codes_find_it(string query, string code) =>
        Assert.Equal(code, Assert.Single((await ListAsync(query)).Items).Code);

    [Fact]
    public async Task A_code_without_a_label_shows_its_nearest_known_ancestors()
    {
        var path = await anybody.GetFromJsonAsync<CpvCodePath>($"{Api}/cpv/72253999");
        Assert.Equal((false, "Helpdesk and support"), (path!.IsKnown, path.Label!.En));
        Assert.Equal(["72000000", "72200000", "72250000", "72253000"], path.Ancestors.Select(one => one.Code));
        Assert.True((await anybody.GetFromJsonAsync<CpvCodePath>($"{Api}/cpv/72253000"))!.IsKnown);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{Api}/cpv/somewhere")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.GetAsync($"{Api}/cpv?parent=somewhere")).StatusCode);
    }

    [Fact]
    public async Task An_import_adds_and_relabels_and_our_own_wording_stays_away_from_what_it_brought()
    {
        var file = "code,label_fr,label_en\n18110000,Vêtements professionnels,Occupational clothing\n18111234,Sans parent,Without a parent\n18000000,,Clothing as published\n";
        Assert.Equal(new CpvImportResult(3, 2, 1), await ImportAsync(file));
        Assert.Equal(new CpvImportResult(3, 0, 0), await ImportAsync(file));

        var path = await anybody.GetFromJsonAsync<CpvCodePath>($"{Api}/cpv/18111234");
        Assert.Equal(["18000000", "18110000"], path!.Ancestors.Select(one => one.Code)); // 18100000 and 18111000 are in no file
        Assert.Equal(("18110000", "category"), (await ListAsync("?q=18111234")).Items is [var one] ? (one.Parent, one.Depth) : default);
        Assert.Equal(new LocalText("Vêtements et chaussures", "Clothing as published"), path.Ancestors[0].Label);

        await using var owner = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => new LoadCpvCodes().MaintainAsync(owner, TimeProvider.System, CancellationToken.None)));
        Assert.Equal("Clothing as published", (await anybody.GetFromJsonAsync<CpvCodePath>($"{Api}/cpv/18000000"))!.Label!.En);
    }

    [Fact]
    public async Task A_faulty_file_is_refused_with_its_lines_and_changes_nothing()
    {
        var before = await CountAsync();
        using var refused = await manager.PostAsync($"{Api}/cpv-imports", Csv("code,label_fr\n19100000,Cuir\nnonsense,Cuir\n19100000,Cuir\n"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal("“nonsense” is not a CPV code. Nothing was imported.", errors.GetProperty("lines[3]")[0].GetString());
        Assert.Equal("The code 19100000 is in the file twice. Nothing was imported.", errors.GetProperty("lines[4]")[0].GetString());
        Assert.Equal(before, await CountAsync());

        using var large = await manager.PostAsync($"{Api}/cpv-imports", new ByteArrayContent(new byte[9 * 1024 * 1024]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await membership.Service.As("analyst").PostAsync($"{Api}/cpv-imports", Csv("code;fr\n"))).StatusCode);
    }

    [Fact]
    public async Task The_whole_published_list_comes_in_at_once_where_it_is_at_hand()
    {
        if (Environment.GetEnvironmentVariable("CLUSTERTIC_DATA") is not { Length: > 0 } data) return; // the published list is not part of the suite
        await using var second = new MembershipFixture(membership.Servers);
        await second.InitializeAsync();
        var file = await File.ReadAllBytesAsync(Path.Combine(data, "cpv", "cpv-2008-fr-en.csv"));
        using var answer = await second.Service.As("manager").PostAsync($"{Api}/cpv-imports", new ByteArrayContent(file));
        var result = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CpvImportResult>();
        Assert.Equal(9454, result!.Read);
        Assert.InRange(result.Added, 9200, 9300);
        var divisions = await second.Service.Anonymous().GetFromJsonAsync<Page<CpvCodeDetails>>($"{Api}/cpv?limit=200");
        Assert.Equal(45, divisions!.Items.Count);
        Assert.All(divisions.Items, one => Assert.Equal("division", one.Depth));
    }

    [Fact]
    public async Task The_tags_are_public()
    {
        var tags = await anybody.GetFromJsonAsync<List<TagDetails>>($"{Api}/tags");
        Assert.Equal(["66172000", "72232000"], tags!.Single(tag => tag.Code == "mobile-money").Codes);
    }

    async Task<Page<CpvCodeDetails>> ListAsync(string query) => (await anybody.GetFromJsonAsync<Page<CpvCodeDetails>>($"{Api}/cpv{query}"))!;

    async Task<CpvImportResult> ImportAsync(string file)
    {
        using var answer = await manager.PostAsync($"{Api}/cpv-imports", Csv(file));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<CpvImportResult>())!;
    }

    async Task<long> CountAsync()
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*) from cpv_codes");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static StringContent Csv(string file) => new(file, Encoding.UTF8, "text/csv");
}
