extern alias membership;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Membership;
using ClusterTic.Testing.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>
/// One member's page by API with token, policy, JSON and telemetry (5 % of traces, all metrics), beside bare Kestrel that
/// reads the same row with Npgsql and writes the same JSON.
/// </summary>
static class ReadBenchmark
{
    const int Clients = 32;
    static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        await using var service = await ServiceUnderTest<membership::Program>.StartAsync(servers, "membership", ("Telemetry:TraceRatio", "0.05"));
        using var manager = service.As("manager");
        var id = await MemberAsync(manager);
        var floor = await FloorAsync(service.Place.Database.ConnectionString, id);
        var rate = await RateAsync(manager, $"/api/membership/v1/directory/{id}");
        Figure.AtLeast("read", rate, "req/s", floor, 0.70);
    });

    static async Task<Guid> MemberAsync(HttpClient manager)
    {
        const string api = "/api/membership/v1/organisations";
        async Task<OrganisationDetails> PostAsync<T>(string path, T body)
        {
            using var answer = await manager.PostAsJsonAsync(path, body);
            return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
        }

        var id = (await PostAsync(api, new RegisterOrganisationRequest(
            "Mesure SARL", null, "company", "CI", "CI-AB", "Abidjan", null, new("Une entreprise fictive", "An invented company"),
            new("Personne Inventée", "mesure@exemple.example", null, "fr"), [new("72000000", 3), new("48000000", 2)]))).Id;
        await PostAsync($"{api}/{id}/submit", new StepRequest());
        await PostAsync($"{api}/{id}/review", new StepRequest());
        await PostAsync($"{api}/{id}/approve", new ApproveOrganisationRequest("member"));
        return id;
    }

    static async Task<double> FloorAsync(string connection, Guid id)
    {
        await using var database = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=20");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/members/{id:guid}", async (Guid id, HttpResponse response, CancellationToken cancel) =>
        {
            await using var command = database.CreateCommand(
                """
                select o.id, o.name, o.trade_name, o.type, o.country, o.region, o.town, o.website, o.description, o.category, o.member_since, o.slug, o.founded_in, o.sme_class, o.public_email, o.public_phone, c.code, c.level
                from organisations o left join competences c on c.organisation_id = o.id where o.id = $1 and o.status = 'member'
                """);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
            await using var row = await command.ExecuteReaderAsync(cancel);
            DirectoryEntry? entry = null;
            var competences = new List<CompetenceEntry>();
            while (await row.ReadAsync(cancel))
            {
                string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
                entry ??= new(row.GetGuid(0), row.GetString(1), Text(2), row.GetString(3), row.GetString(4), Text(5), Text(6), Text(7),
                    JsonSerializer.Deserialize<LocalText>(row.GetString(8), JsonSerializerOptions.Web), row.GetString(9), row.GetFieldValue<DateTimeOffset>(10), competences,
                    row.GetString(11), row.IsDBNull(12) ? null : row.GetInt32(12), Text(13), Text(14), Text(15));
                if (!row.IsDBNull(16)) competences.Add(new(row.GetString(16), row.GetInt32(17), "declared", null, []));
            }

            await response.WriteAsJsonAsync(entry, cancel);
        });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        return await RateAsync(client, $"/members/{id}");
    }

    static Task<double> RateAsync(HttpClient client, string path) => Bench.RateAsync(async _ =>
    {
        using var answer = await client.GetAsync(path, HttpCompletionOption.ResponseContentRead);
        answer.EnsureSuccessStatusCode();
    }, Clients, Warm, Measured);
}
