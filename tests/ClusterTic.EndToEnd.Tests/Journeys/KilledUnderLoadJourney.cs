using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Reporting;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>Services that are killed while commands keep coming in: the one that reads the facts, then the one that writes them.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class KilledUnderLoadJourney(WholeStack stack)
{
    const int Writers = 4, Enough = 30;

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    readonly ConcurrentQueue<Guid> registered = new();

    readonly TaskCompletionSource back = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How often a command had to be sent again.</summary>
    int again;

    [Fact]
    public async Task What_was_answered_while_services_are_killed_is_counted_once_and_nothing_is_lost()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var before = await WaitingAsync(analyst);
        var over = new TaskCompletionSource();
        var writers = Enumerable.Range(0, Writers).Select(one => WriteAsync(manager, one, over.Task)).ToList();
        await MoreAsync(writers);
        await stack.KillAsync("reporting");
        await MoreAsync(writers); // nobody waits for it
        await stack.StartAsync("reporting");
        await stack.KillAsync("membership");
        await stack.StartAsync("membership");
        back.SetResult();
        await MoreAsync(writers);
        over.SetResult();
        await Task.WhenAll(writers);

        Assert.NotEqual(0, again); // it was killed while somebody wrote
        Assert.Distinct(registered);
        await Eventually.GetAsync(() => WaitingAsync(analyst), now => now == before + registered.Count, "Reporting to count every application", Limit);
        // Each message is there once, though some were sent or received twice.
        var own = registered.ToHashSet();
        var facts = (await BehindAsync(analyst)).Where(entry => own.Contains(entry.AggregateId)).GroupBy(entry => entry.AggregateId).ToList();
        Assert.Equal(registered.Count, facts.Count);
        Assert.All(facts, one => Assert.Equal(
            [(1L, "membership.organisation.registered"), (2L, "membership.organisation.submitted")],
            one.OrderBy(entry => entry.Version).Select(entry => (entry.Version, entry.WireName))));
        Assert.Equal(registered.Order(), await NamesakesAsync(manager));
    }

    /// <summary>One command after the other until it is over; one that gets no answer is sent again with its key when Membership is back.</summary>
    async Task WriteAsync(HttpClient manager, int writer, Task over)
    {
        for (var number = 0; !over.IsCompleted; number++)
        {
            var request = new RegisterOrganisationRequest(
                $"Sous charge {writer}-{number}", null, "company", "CI", null, null, null, null,
                new("Personne Inventée", $"charge-{writer}-{number}@essai.example", null, "fr"), []);
            var organisation = await SendAsync(manager, "/api/membership/v1/organisations", request);
            await SendAsync(manager, $"/api/membership/v1/organisations/{organisation.Id}/submit", new StepRequest());
            registered.Enqueue(organisation.Id);
        }
    }

    async Task<OrganisationDetails> SendAsync<T>(HttpClient manager, string path, T command)
    {
        var key = Guid.CreateVersion7().ToString();
        OrganisationDetails? answer = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(command) };
                request.Headers.Add("Idempotency-Key", key);
                using var sent = await manager.SendAsync(request);
                if (sent.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
                {
                    Interlocked.Increment(ref again);
                    await back.Task.WaitAsync(Limit);
                    return false;
                }

                if (!sent.IsSuccessStatusCode) Assert.Fail($"{path}: {(int)sent.StatusCode} {await sent.Content.ReadAsStringAsync()}");
                answer = await sent.Content.ReadFromJsonAsync<OrganisationDetails>();
                return true;
            },
            $"an answer from {path}", Limit);
        return answer!;
    }

    /// <summary>Until the writers have done a good deal more than now.</summary>
    async Task MoreAsync(List<Task> writers)
    {
        var enough = registered.Count + Enough;
        await Eventually.HoldsAsync(
            async () =>
            {
                if (writers.Find(one => one.IsFaulted) is { } failed) await failed;
                return registered.Count >= enough;
            },
            $"{Enough} more", Limit);
    }

    static async Task<long> WaitingAsync(HttpClient analyst)
    {
        var (report, rows) = await analyst.ReportAsync("cluster-overview");
        var value = report.Columns.Index().Single(column => column.Item.Name == "value").Index;
        return long.Parse(rows.Single(row => row.Id == "applications").Cells[value].Value!, System.Globalization.CultureInfo.InvariantCulture);
    }

    static async Task<List<LineageEntry>> BehindAsync(HttpClient analyst)
    {
        var entries = new List<LineageEntry>();
        for (string? after = ""; after is not null;)
        {
            var page = await analyst.GetAsync(
                $"/api/reporting/v1/reports/cluster-overview/lineage?row=applications&limit=200{(after.Length > 0 ? "&after=" + after : "")}").ReadAsync<Page<LineageEntry>>();
            entries.AddRange(page.Items);
            after = page.Next;
        }

        return entries;
    }

    static async Task<IEnumerable<Guid>> NamesakesAsync(HttpClient manager)
    {
        var found = new List<Guid>();
        for (string? after = ""; after is not null;)
        {
            var page = await manager.GetAsync(
                $"/api/membership/v1/organisations?status=submitted&limit=200{(after.Length > 0 ? "&after=" + after : "")}").ReadAsync<Page<OrganisationDetails>>();
            found.AddRange(page.Items.Where(one => one.Name.StartsWith("Sous charge ", StringComparison.Ordinal)).Select(one => one.Id));
            after = page.Next;
        }

        return found.Order();
    }
}
