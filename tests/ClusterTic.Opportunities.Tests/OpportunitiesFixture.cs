using System.Net.Http.Json;
using System.Text;
using ClusterTic.Membership;
using ClusterTic.Opportunities.Suppliers;
using ClusterTic.Testing.Servers;
using ClusterTic.Testing.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Opportunities.Tests;

/// <summary>The service with a database and a virtual host of the class's own, and what its tests say to it.</summary>
public sealed class OpportunitiesFixture(ServersFixture servers) : IAsyncLifetime
{
    ServiceUnderTest<Program>? service;

    public ServiceUnderTest<Program> Service => service!;

    // Nobody listens here, and the tests read in the outbox what was told: its rows must stay.
    public async ValueTask InitializeAsync() => service = await ServiceUnderTest<Program>.StartAsync(servers, "opportunities", services =>
    {
        foreach (var relay in services.Where(one => one.ImplementationType?.Name == "Relay").ToList()) services.Remove(relay);
    });

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
    }

    public Task<HttpResponseMessage> SendAsync(string json, params string[] roles) => SendAsync(Encoding.UTF8.GetBytes(json), roles);

    public Task<HttpResponseMessage> SendAsync(byte[] file, params string[] roles)
    {
        var client = roles.Length == 0 ? Service.As("manager") : roles is ["public"] ? Service.Anonymous() : Service.As(roles);
        return client.PostAsync("/api/opportunities/v1/imports/ocds", new ByteArrayContent(file) { Headers = { ContentType = new("application/json") } });
    }

    public async Task<OcdsImportResult> ImportAsync(string json) => await ReadAsync<OcdsImportResult>(await SendAsync(json));

    public async Task<Page<OpportunityDetails>> ListAsync(string query = "") =>
        (await Service.Anonymous().GetFromJsonAsync<Page<OpportunityDetails>>($"/api/opportunities/v1/opportunities{query}"))!;

    public async Task<OpportunityDetails> FindAsync(string ocid) => Assert.Single((await ListAsync($"?q={ocid}")).Items, one => one.Ocid == ocid);

    public async Task<IReadOnlyList<MatchDetails>> MatchesAsync(Guid opportunity) =>
        (await Service.As("analyst").GetFromJsonAsync<Page<MatchDetails>>($"/api/opportunities/v1/opportunities/{opportunity}/matches?limit=200"))!.Items;

    /// <summary>As the inbox hands a fact over: handler and saving in one transaction.</summary>
    public async Task HandleAsync(IOrganisationFact fact)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OpportunitiesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<OnOrganisation>().Handle(fact, CancellationToken.None);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Service.Place.Database.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Service.Place.Database.OwnerConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>All that the notices and the members gave, but ids and arrival: two databases that say the same are the same.</summary>
    public Task<string> StateAsync() => ScalarAsync<string>(
        """
        select concat(
          (select string_agg((to_jsonb(o) - 'id')::text, ' ' order by ocid) from opportunities o),
          (select string_agg(concat(ocid, code, c.digits), ' ' order by ocid, code) from opportunity_codes c join opportunities o on o.id = opportunity_id),
          (select string_agg((to_jsonb(r) - 'arrival' - 'opportunity_id' - 'import_id' - 'content')::text, ' ' order by hash) from releases r),
          (select string_agg(concat(path, reason, detail), ' ' order by path, reason) from quarantine))
        """);

    public static OrganisationApproved Approved(
        Guid id, long version, IEnumerable<(string Code, int Level)> competences, string status = "member", string since = "2021-01-01", string name = "Exemple SARL")
    {
        var at = DateTimeOffset.Parse(since + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var state = new OrganisationState(
            id, version, name, null, "company", "CI", "CI-AB", "Abidjan", status, "member", at, at, at,
            [.. competences.Select(one => new CompetenceState(one.Code, one.Level))]);
        return new OrganisationApproved(state, "member", "test", at);
    }

    public static string Tender(
        string ocid, string codes = "72212000", string date = "2021-06-01", string tag = "tender", string status = "active", string id = "1", string more = "")
    {
        var items = string.Join(',', codes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((code, at) =>
            $$"""{"id":{{at}},"classification":{"scheme":"CPV","id":"{{code}}"} }"""));
        return $$"""
            {"ocid":"{{ocid}}","id":"{{id}}","date":"{{date}}T00:00:00Z","tag":["{{tag}}"],"language":"fr","buyer":{"id":"b","name":"Mairie"},
             "parties":[{"id":"b","name":"Mairie","roles":["buyer"],"address":{"countryName":"Côte d'Ivoire"} }],
             "tender":{"id":"t","title":"Logiciel {{ocid}}","status":"{{status}}","items":[{{items}}] }{{more}} }
            """;
    }

    public static string Package(params IEnumerable<string> releases) => $$"""{"uri":"https://exemple.example/p","releases":[{{string.Join(",\n", releases)}}]}""";

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }
}
