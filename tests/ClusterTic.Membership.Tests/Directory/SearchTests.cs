using System.Net.Http.Json;

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

    static async Task<OrganisationDetails> Read(HttpResponseMessage answer)
    {
        using (answer)
        {
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }
    }
}
