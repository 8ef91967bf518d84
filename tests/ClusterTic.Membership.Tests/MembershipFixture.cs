using System.Net.Http.Json;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;

namespace ClusterTic.Membership.Tests;

/// <summary>The service with a database and a virtual host of the class's own.</summary>
public sealed class MembershipFixture(ServersFixture servers) : IAsyncLifetime
{
    ServiceUnderTest<Program>? service;

    public ServiceUnderTest<Program> Service => service!;

    public ServersFixture Servers => servers;

    public async ValueTask InitializeAsync() => service = await ServiceUnderTest<Program>.StartAsync(servers, "membership");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }

    /// <summary>From registered to member.</summary>
    public static async Task<OrganisationDetails> AdmitAsync(HttpClient manager, OrganisationDetails registered)
    {
        OrganisationDetails? last = null;
        foreach (var (step, body) in new (string, object)[] { ("submit", new StepRequest()), ("review", new StepRequest()), ("approve", new ApproveOrganisationRequest("member")) })
        {
            using var answer = await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{registered.Id}/{step}", body);
            last = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>();
        }

        return last!;
    }

    public static RegisterOrganisationRequest Request(string name, params (string Code, int Level)[] competences) => new(
        name, null, "company", "CI", "CI-AB", "Abidjan", "https://example.example", new("Une entreprise fictive", "An invented company"),
        new("Awa Exemple", $"{Guid.CreateVersion7():N}@exemple.example", "+225 07 01 02 03 04", "fr"),
        [.. competences.Select(competence => new CompetenceRequest(competence.Code, competence.Level))]);
}
