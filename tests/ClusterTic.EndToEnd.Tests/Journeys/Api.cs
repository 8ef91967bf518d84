using System.Net.Http.Json;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Reporting;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>What several journeys ask of the public API.</summary>
static class Api
{
    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        if (!answer.IsSuccessStatusCode) Assert.Fail($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }

    public static Task<OrganisationDetails> RegisterOrganisationAsync(this HttpClient client, string name) => client.PostAsJsonAsync(
        "/api/membership/v1/organisations",
        new RegisterOrganisationRequest(
            name, null, "company", "CI", "CI-AB", "Abidjan", null, null,
            new("Personne Inventée", $"{Guid.CreateVersion7():N}@essai.example", null, "fr"), [new("72000000", 3)])).ReadAsync<OrganisationDetails>();

    public static async Task<EventDetails> PublishedEventAsync(this HttpClient manager, int capacity)
    {
        var starts = TimeProvider.System.GetUtcNow().AddDays(30);
        var scheduled = await manager.PostAsJsonAsync("/api/events/v1/events", new ScheduleEventRequest(
            new("Atelier d’essai", "Trial workshop"), null, "workshop", starts, starts.AddHours(3), null, "Abidjan", "CI", capacity, [])).ReadAsync<EventDetails>();
        return await manager.PostAsJsonAsync($"/api/events/v1/events/{scheduled.Id}/publish", new EventStepRequest()).ReadAsync<EventDetails>();
    }

    /// <summary>All rows of a report, page by page.</summary>
    public static async Task<(Report Report, List<ReportRow> Rows)> ReportAsync(this HttpClient analyst, string name, DateTimeOffset? asOf = null)
    {
        var rows = new List<ReportRow>();
        string? next = null;
        Report report;
        do
        {
            report = (await analyst.GetFromJsonAsync<Report>($"/api/reporting/v1/reports/{name}?limit=200{(asOf is null ? "" : $"&asOf={asOf:yyyy-MM-ddTHH:mm:ss.fffZ}")}{(next is null ? "" : $"&after={next}")}"))!;
            rows.AddRange(report.Rows);
            next = report.Next;
        }
        while (next is not null);
        return (report, rows);
    }

    /// <summary>The messages behind an organisation's row, once there are as many as awaited.</summary>
    public static Task<List<LineageEntry>> LineageAsync(this HttpClient analyst, Guid organisation, int atLeast) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await analyst.GetAsync($"/api/reporting/v1/reports/organisation-activity/lineage?row={organisation}&limit=200");
            return answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<Page<LineageEntry>>())!.Items.ToList() : [];
        },
        entries => entries.Count >= atLeast, $"{atLeast} messages about {organisation}", TimeSpan.FromMinutes(2));
}
