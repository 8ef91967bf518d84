using System.Net;
using System.Net.Http.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;

namespace ClusterTic.Membership.Tests.Organisations;

/// <summary>The same build as another cluster: in Senegal, for the environment, with categories, checks, consents and a charter of its own.</summary>
public sealed class GreenFixture(ServersFixture servers) : IAsyncLifetime
{
    ServiceUnderTest<Program>? service;

    public ServiceUnderTest<Program> Service => service!;

    public async ValueTask InitializeAsync() => service = await ServiceUnderTest<Program>.StartAsync(
        servers, "membership",
        ("Cluster:Id", "green"), ("Cluster:Name:Fr", "Cluster Vert"), ("Cluster:Name:En", "Green Cluster"), ("Cluster:Country", "SN"),
        ("Cluster:TimeZone", "Africa/Dakar"), ("Cluster:Categories:0:Code", "grower"), ("Cluster:Categories:0:Fr", "Producteur"),
        ("Cluster:Categories:0:Founding", "false"), ("Cluster:Categories:1:Code", "recycler"),
        ("Cluster:ReviewChecklist:0:Code", "site-visited"), ("Cluster:ReviewChecklist:0:Required", "true"),
        ("Cluster:Consents:0:Code", "harvest-news"), ("Cluster:Consents:0:Version", "2"),
        ("Cluster:Charters:0:Version", "green-1"), ("Cluster:Charters:0:AdoptedOn", "2024-06-05"));

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }
}

public sealed class GreenClusterTests(GreenFixture green) : IClassFixture<GreenFixture>
{
    const string Api = "/api/membership/v1";

    readonly HttpClient manager = green.Service.As("manager");

    [Fact]
    public async Task The_same_build_serves_another_cluster_by_configuration_alone()
    {
        var request = MembershipFixture.Request("Niayes Compost") with { Country = "SN", Region = null, Town = "Thiès" };
        request = request with { Contact = request.Contact with { Phone = "77 123 45 67" } }; // as one dials it there
        var registered = await ReadAsync(await manager.PostAsJsonAsync($"{Api}/organisations", request));
        Assert.Equal("+221771234567", registered.Contact!.Phone);
        foreach (var step in (string[])["submit", "review"])
            registered = await ReadAsync(await manager.PostAsJsonAsync($"{Api}/organisations/{registered.Id}/{step}", new StepRequest()));

        using (var unseen = await ApproveAsync("grower")) Assert.Equal(HttpStatusCode.Conflict, unseen.StatusCode);
        using (var ticks = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{registered.Id}/checklist") { Content = JsonContent.Create(new TickChecklistRequest(["site-visited"])) })
        {
            ticks.Headers.IfMatch.Add(new($"\"{registered.Version}\""));
            registered = await ReadAsync(await manager.SendAsync(ticks));
        }

        using (var elsewhere = await ApproveAsync("founding-partner")) Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        var member = await ReadAsync(await ApproveAsync("grower"));
        Assert.Equal("grower", member.Category);

        var person = member.Contact!.PersonId;
        using (var consent = await manager.PostAsJsonAsync($"{Api}/people/{person}/consents", new { purpose = "harvest-news", how = "paper" }))
            Assert.True(consent.IsSuccessStatusCode, await consent.Content.ReadAsStringAsync());
        using (var unknown = await manager.PostAsJsonAsync($"{Api}/people/{person}/consents", new { purpose = "newsletter", how = "paper" }))
            Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        using (var early = await SignAsync("2024-06-04")) Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        using (var signed = await SignAsync("2024-06-05")) Assert.True(signed.IsSuccessStatusCode, await signed.Content.ReadAsStringAsync());

        Task<HttpResponseMessage> ApproveAsync(string category) =>
            manager.PostAsJsonAsync($"{Api}/organisations/{registered.Id}/approve", new ApproveOrganisationRequest(category));

        Task<HttpResponseMessage> SignAsync(string on) =>
            manager.PostAsJsonAsync($"{Api}/organisations/{member.Id}/charter", new { charter = "green-1", signedOn = on, signatoryId = person });
    }

    static async Task<OrganisationDetails> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }
    }
}
