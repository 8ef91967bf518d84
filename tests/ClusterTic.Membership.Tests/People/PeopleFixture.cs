using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;

namespace ClusterTic.Membership.Tests.People;

/// <summary>An installation with purposes that people can agree to, and what its team does there again and again.</summary>
public sealed class PeopleFixture(ServersFixture servers) : IAsyncLifetime
{
    public const string Api = "/api/membership/v1";

    ServiceUnderTest<Program>? service;

    public ServiceUnderTest<Program> Service => service!;

    public HttpClient Manager { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        service = await ServiceUnderTest<Program>.StartAsync(
            servers, "membership", ("Cluster:Consents:0:Code", "statistics"), ("Cluster:Consents:0:Version", "2"), ("Cluster:Consents:1:Code", "newsletter"),
            ("Cluster:Charters:0:Version", "1"), ("Cluster:Charters:0:AdoptedOn", "2021-11-03"),
            ("Cluster:Charters:1:Version", "2"), ("Cluster:Charters:1:AdoptedOn", "2024-01-15"));
        Manager = service.As("manager", "backdate");
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }

    public async Task<OrganisationDetails> RegisterAsync(string name) =>
        await PostAsync<OrganisationDetails>("organisations", MembershipFixture.Request(name));

    public async Task<IReadOnlyList<OrganisationContact>> ContactsAsync(Guid organisation) =>
        (await GetAsync<Page<OrganisationContact>>($"organisations/{organisation}/contacts")).Items;

    /// <summary>Somebody new, as the contact of a new organisation.</summary>
    public async Task<PersonDetails> PersonAsync(string organisation) =>
        await GetAsync<PersonDetails>($"people/{(await RegisterAsync(organisation)).Contact!.PersonId}");

    public async Task<T> GetAsync<T>(string path) => (await Manager.GetFromJsonAsync<T>($"{Api}/{path}"))!;

    public async Task<T> PostAsync<T>(string path, object body)
    {
        using var answer = await Manager.PostAsJsonAsync($"{Api}/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    public async Task<T> PutAsync<T>(string path, long seen, object body)
    {
        using var answer = await SendPutAsync(path, seen, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    public async Task<HttpResponseMessage> SendPutAsync(string path, long seen, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/{path}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen}\"");
        return await Manager.SendAsync(request);
    }

    /// <summary>The rule that refuses it.</summary>
    public async Task<string> BrokenByPostAsync(string path, object body)
    {
        using var answer = await Manager.PostAsJsonAsync($"{Api}/{path}", body);
        return await BrokenAsync(answer);
    }

    public async Task<string> BrokenByPutAsync(string path, long seen, object body)
    {
        using var answer = await SendPutAsync(path, seen, body);
        return await BrokenAsync(answer);
    }

    /// <summary>The one field at fault.</summary>
    public static async Task<string> FaultAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        return Assert.Single((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject()).Name;
    }

    static async Task<string> BrokenAsync(HttpResponseMessage answer)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var rule = problem.GetProperty("type").GetString()!.Replace("urn:clustertic:problem:", "", StringComparison.Ordinal);
        Assert.NotEqual(rule, problem.GetProperty("title").GetString()); // it has a text
        Assert.DoesNotContain("{", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        return rule;
    }
}
