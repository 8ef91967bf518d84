using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ClusterTic.Membership.Tests.Registration;

public sealed class RegistrationTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/organisations";

    readonly HttpClient manager = membership.Service.As("manager");

    [Fact]
    public async Task Numbers_and_figures_give_the_class_and_are_in_the_history()
    {
        var organisation = await RegisterAsync("Chiffres");
        Assert.Equal(("unknown", false), (organisation.Registration!.Size.Class, organisation.Registration.Size.ToConfirm));

        var numbers = await PutAsync(organisation, "registration", new RegistrationRequest("ci20191234567a", "RC 12", "", null, 2019, false));
        Assert.Equal(("CI-2019-1234567 A", "RC 12", null), (numbers.Registration!.Idu, numbers.Registration.Rccm, numbers.Registration.Ncc));
        Assert.Equal("rccm", Assert.Single(numbers.Registration.Warnings).Key);

        await PutAsync(numbers, "figures/2023", new YearFiguresRequest(8, 3, 4, 20_000_000));
        var last = await PutAsync(await GetAsync(organisation.Id), "figures/2024", new YearFiguresRequest(12, 5, null, 25_000_000));
        Assert.Equal([2024, 2023], last.Registration!.Figures.Select(one => one.Year));
        Assert.Equal(("small", true, "small", "micro", 2024), (last.Registration.Size.Class, last.Registration.Size.ToConfirm,
            last.Registration.Size.ByStaff, last.Registration.Size.ByTurnover, last.Registration.Size.Year));

        var corrected = await PutAsync(last, "figures/2024", new YearFiguresRequest(12, 5, null, 35_000_000));
        Assert.False(corrected.Registration!.Size.ToConfirm);
        var held = await PutAsync(corrected, "registration", new RegistrationRequest("ci20191234567a", null, null, null, 2019, true));
        Assert.Equal("not-independent", held.Registration!.Size.Class);

        var history = (await manager.GetFromJsonAsync<JsonElement>($"{Api}/{organisation.Id}/history?limit=200")).GetRawText();
        Assert.Contains("figures[2024].turnover", history, StringComparison.Ordinal);
        Assert.Contains("\"heldByLargeFirm\"", history, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figures/2024", """{"staff":5,"women":6}""", "women")]
    [InlineData("figures/2024", """{"youth":1}""", "youth")]
    [InlineData("figures/2024", """{"staff":-1}""", "staff")]
    [InlineData("figures/1800", """{"staff":5}""", "year")]
    [InlineData("registration", """{"foundedIn":2999,"heldByLargeFirm":false}""", "foundedIn")]
    public async Task What_cannot_be_is_refused_with_its_field_and_changes_nothing(string path, string body, string field)
    {
        var organisation = await RegisterAsync("Refusée");
        using var request = Put(organisation, path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        using var answer = await manager.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name, ignoreCase: true);
        Assert.Equal(organisation.Version, (await GetAsync(organisation.Id)).Version);
    }

    async Task<OrganisationDetails> RegisterAsync(string name) =>
        (await (await manager.PostAsJsonAsync(Api, MembershipFixture.Request(name))).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;

    async Task<OrganisationDetails> GetAsync(Guid id) => (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/{id}"))!;

    async Task<OrganisationDetails> PutAsync<T>(OrganisationDetails seen, string path, T body)
    {
        using var request = Put(seen, path, JsonContent.Create(body));
        using var answer = await manager.SendAsync(request);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    static HttpRequestMessage Put(OrganisationDetails seen, string path, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/{seen.Id}/{path}") { Content = content };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen.Version}\"");
        return request;
    }
}
