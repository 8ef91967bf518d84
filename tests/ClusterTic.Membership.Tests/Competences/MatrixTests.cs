using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ClusterTic.Membership.Registration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Competences;

/// <summary>One test over one set of members: the matrix counts all that there are.</summary>
public sealed class MatrixTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/competences/matrix";

    readonly HttpClient manager = membership.Service.As("manager");
    readonly HttpClient analyst = membership.Service.As("analyst");

    [Fact]
    public async Task Members_are_counted_by_class_and_tag_over_regions_and_sizes()
    {
        var first = await MemberAsync("Une", "CI-AB", ("72231000", 2), ("72232000", 5), ("72253000", 1));
        await MemberAsync("Deux", "CI-VB", ("72230000", 3), ("mobile-money", 4));
        await MemberAsync("Ailleurs", null, ("72000000", 3));
        await RegisterAsync("Pas membre", "CI-AB", ("72230000", 5));
        await FiguresAsync(first, new(12, null, null, 100_000_000));

        var byRegion = await GetAsync("");
        Assert.Equal(("region", 1, 15, "none"), (byRegion.By, byRegion.Level, byRegion.Columns.Count, byRegion.Columns[^1]));
        Assert.Equal((1, 1, 1), (At(byRegion, byRegion.Members, "CI-AB"), At(byRegion, byRegion.Members, "CI-VB"), At(byRegion, byRegion.Members, "none")));
        Assert.Equal(["66170000", "72000000", "72230000", "72250000"], byRegion.Classes.Select(row => row.Code));
        var software = byRegion.Classes.Single(row => row.Code == "72230000");
        Assert.Equal((2, 1, 1, 0, "Custom software development"), (software.Total, Cell(byRegion, software, "CI-AB"), Cell(byRegion, software, "CI-VB"), Cell(byRegion, software, "CI-ZZ"), software.Label.En));
        Assert.Equal("Finance and insurance", byRegion.Classes[0].Label.En); // its own class has no label yet

        // A tag is had by who has each of its codes, or one below it: the general code above them is not enough.
        var money = byRegion.Tags.Single(row => row.Code == "mobile-money");
        Assert.Equal((1, 1), (money.Total, Cell(byRegion, money, "CI-VB")));
        Assert.Equal(2, byRegion.Tags.Single(row => row.Code == "custom-software").Total);
        Assert.Equal(["mobile-money"], byRegion.TagsOnlyOneHas);
        Assert.Contains("cloud", byRegion.TagsNobodyHas);
        Assert.DoesNotContain("custom-software", byRegion.TagsNobodyHas);

        var bySize = await GetAsync("?by=size&level=2");
        Assert.Equal(["micro", "small", "medium", "large", "not-independent", "unknown"], bySize.Columns);
        Assert.Equal((1, 2), (At(bySize, bySize.Members, "small"), At(bySize, bySize.Members, "unknown")));
        Assert.DoesNotContain(bySize.Classes, row => row.Code == "72250000");
        Assert.Equal(0, (await GetAsync("?level=5")).Tags.Single(row => row.Code == "mobile-money").Total);

        await CheckCsvAsync();
        await CheckStoredClassesAsync(first.Id);
    }

    [Fact]
    public async Task Only_readers_of_reports_see_it_and_what_cannot_be_is_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await membership.Service.Anonymous().GetAsync(Api)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await membership.Service.As("operator").GetAsync(Api)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await membership.Service.As("partner").GetAsync(Api)).StatusCode);
        foreach (var wrong in (string[])["?by=colour", "?level=6", "?format=xml"])
            Assert.Equal(HttpStatusCode.BadRequest, (await analyst.GetAsync(Api + wrong)).StatusCode);
    }

    async Task CheckCsvAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Api + "?by=size");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/csv"));
        using var answer = await analyst.SendAsync(request);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("kind,code,label,total,micro,small,medium,large,not-independent,unknown", lines[0]);
        Assert.Contains("class,72230000,Custom software development,2,0,1,0,0,0,1", lines);
        Assert.Contains("tag,cloud,Cloud computing,0,0,0,0,0,0,0", lines);
        Assert.StartsWith("kind;code;label", (await analyst.GetStringAsync(Api + "?format=csv&culture=fr&ui-culture=fr")).TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    /// <summary>Rows from before the column, and rows by a table that has changed, get their class with the next migration.</summary>
    async Task CheckStoredClassesAsync(Guid known)
    {
        await using var owner = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using (var spoil = owner.CreateCommand("update organisations set sme_class = case when id = $1 then null else 'large' end"))
        {
            spoil.Parameters.AddWithValue(known);
            await spoil.ExecuteNonQueryAsync();
        }

        await new FillSmeClasses().MaintainAsync(owner, TimeProvider.System, CancellationToken.None);
        var bySize = await GetAsync("?by=size");
        Assert.Equal((1, 2, 0), (At(bySize, bySize.Members, "small"), At(bySize, bySize.Members, "unknown"), At(bySize, bySize.Members, "large")));
    }

    static int At(CompetenceMatrix matrix, IReadOnlyList<int> counts, string column) => counts[matrix.Columns.ToList().IndexOf(column)];

    static int Cell(CompetenceMatrix matrix, MatrixRow row, string column) => At(matrix, row.Cells, column);

    async Task<CompetenceMatrix> GetAsync(string query) => (await analyst.GetFromJsonAsync<CompetenceMatrix>(Api + query))!;

    async Task<OrganisationDetails> RegisterAsync(string name, string? region, params (string Code, int Level)[] competences)
    {
        var request = MembershipFixture.Request(name, competences) with { Region = region };
        return (await (await manager.PostAsJsonAsync("/api/membership/v1/organisations", request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    async Task<OrganisationDetails> MemberAsync(string name, string? region, params (string Code, int Level)[] competences) =>
        await MembershipFixture.AdmitAsync(manager, await RegisterAsync(name, region, competences));

    async Task FiguresAsync(OrganisationDetails organisation, YearFiguresRequest figures)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/membership/v1/organisations/{organisation.Id}/figures/2024") { Content = JsonContent.Create(figures) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{organisation.Version}\"");
        (await manager.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
