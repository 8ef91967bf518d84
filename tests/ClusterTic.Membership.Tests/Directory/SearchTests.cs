using System.Net.Http.Json;
using ClusterTic.Membership.Search;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Directory;

public sealed class SearchTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    [Fact]
    public async Task What_a_pattern_would_take_for_a_sign_is_a_letter_like_any_other()
    {
        var manager = membership.Service.As("manager");
        foreach (var name in (string[])["Cent % local", "Cent pour cent local", "Sous_ligne", "Sousxligne"])
        {
            var organisation = await Read(await manager.PostAsJsonAsync("/api/membership/v1/organisations", MembershipFixture.Request(name)));
            foreach (var (step, body) in new (string, object)[] { ("submit", new StepRequest()), ("review", new StepRequest()), ("approve", new ApproveOrganisationRequest("member")) })
                await Read(await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{organisation.Id}/{step}", body));
        }

        foreach (var (words, found) in new (string, string[])[]
        {
            ("%", ["Cent % local"]), ("sous_ligne", ["Sous_ligne"]), ("cent local", ["Cent % local", "Cent pour cent local"]), ("\\", []),
        })
        {
            var page = await membership.Service.Anonymous().GetFromJsonAsync<Page<DirectoryEntry>>($"/api/membership/v1/directory?q={Uri.EscapeDataString(words)}");
            Assert.Equal(found, page!.Items.Select(one => one.Name));
        }
    }

    [Fact]
    public async Task Words_that_no_text_has_any_more_are_forgotten_and_come_back_with_their_text()
    {
        var manager = membership.Service.As("manager");
        var mark = $"oubli{Guid.CreateVersion7():N}";
        var member = await MembershipFixture.AdmitAsync(manager, await Read(await manager.PostAsJsonAsync("/api/membership/v1/organisations", MembershipFixture.Request($"{mark} Kalanso"))));
        Assert.Equal(1, await KnownAsync(mark));
        await ForgetAsync();
        Assert.Equal(1, await KnownAsync(mark));

        await Read(await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{member.Id}/suspend", new SuspendOrganisationRequest("dues")));
        await ForgetAsync();
        Assert.Equal(0, await KnownAsync(mark));
        await Read(await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{member.Id}/reinstate", new ReinstateOrganisationRequest()));
        Assert.Equal(1, await KnownAsync(mark));
        var page = await membership.Service.Anonymous().GetFromJsonAsync<DirectoryPage>($"/api/membership/v1/directory?q={mark}");
        Assert.Equal([member.Id], page!.Items.Select(one => one.Id));
    }

    [Theory]
    [InlineData("l’agrotechnie", "agrotechnie")] // what is elided before a word
    [InlineData("« Agrotechnie », enfin", "agrotechnie")]
    [InlineData("SmartAgrotechnie", "agrotechnie")] // a part
    [InlineData("agrotechnie", "agrotehcnie")] // two letters that changed places
    [InlineData("agrotechnie", "agrotechni")]
    [InlineData("Quai", "quay")]
    public async Task A_word_is_found_whatever_stands_around_it_and_almost_as_it_is_written(string written, string asked)
    {
        var manager = membership.Service.As("manager");
        var member = await MembershipFixture.AdmitAsync(manager, await Read(await manager.PostAsJsonAsync(
            "/api/membership/v1/organisations", MembershipFixture.Request($"Mot {Guid.CreateVersion7():N}") with { Description = new(written, written) })));
        var page = await membership.Service.Anonymous().GetFromJsonAsync<DirectoryPage>($"/api/membership/v1/directory?q={Uri.EscapeDataString(asked)}&limit=100");
        Assert.Contains(member.Id, page!.Items.Select(one => one.Id));
        var facets = await membership.Service.Anonymous().GetFromJsonAsync<Facet[]>($"/api/membership/v1/directory/facets?q={Uri.EscapeDataString(asked)}");
        Assert.Equal(page.Items.Count, Assert.Single(facets!, facet => facet.Name == "category").Values.Sum(value => value.Count));
    }

    async Task ForgetAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ForgetWords>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }

    async Task<long> KnownAsync(string word)
    {
        await using var database = NpgsqlDataSource.Create(membership.Service.Place.Database.ConnectionString);
        await using var command = database.CreateCommand("select count(distinct word) from known_words where word = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = word });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static async Task<OrganisationDetails> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }
    }
}
