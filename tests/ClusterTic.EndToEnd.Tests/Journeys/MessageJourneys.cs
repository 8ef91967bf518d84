using System.Net;
using System.Net.Http.Json;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>Facts on their way through the suite, also while parts of it are away.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class MessageJourneys(WholeStack stack)
{
    [Fact]
    public async Task One_trace_goes_from_the_request_to_the_last_consumer()
    {
        using var anybody = stack.Anonymous();
        using var analyst = await stack.AsAsync("demo-analyst");
        var (trace, outside) = (System.Diagnostics.ActivityTraceId.CreateRandom(), System.Diagnostics.ActivitySpanId.CreateRandom());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/membership/v1/organisations")
        {
            Content = JsonContent.Create(new RegisterOrganisationRequest(
                "Une seule trace", null, "company", "CI", null, null, null, null, new("Personne Inventée", "trace@essai.example", null, "fr"), [])),
        };
        request.Headers.Add("traceparent", $"00-{trace}-{outside}-01");
        var organisation = await anybody.SendAsync(request).ReadAsync<OrganisationDetails>();
        var entry = Assert.Single(await analyst.LineageAsync(organisation.Id, 1));
        Assert.Equal(trace.ToString(), entry.TraceId);

        // The spans as a collector gets them, each service's in batches of its own time: one tree from the request to each
        // endpoint, whose batches are linked with it.
        var spans = await Eventually.GetAsync(
            () => Task.FromResult(stack.Spans.Where(span => span.TraceId == trace.ToString()).ToList()),
            found => Handlers.All(service => found.Exists(span => span.Service == service && span.Name == "handle membership.organisation.registered"))
                && Orphans(found).Count == 0,
            "the handlers' spans and all that they hang from");
        Assert.Superset(new HashSet<string>(["portal", "membership", .. Handlers], StringComparer.Ordinal), spans.Select(span => span.Service).ToHashSet(StringComparer.Ordinal));
        await Eventually.HoldsAsync(
            () => Task.FromResult(stack.Spans.Any(span => span.Service == "reporting" && span.LinkedTraces.Contains(trace.ToString()))), "the log's span");

        List<Span> Orphans(List<Span> found)
        {
            var known = found.Select(span => span.SpanId).ToHashSet(StringComparer.Ordinal);
            return found.FindAll(span => span.ParentId != outside.ToString() && !known.Contains(span.ParentId));
        }
    }

    static readonly string[] Handlers = ["events", "opportunities"];

    [Fact]
    public async Task Two_hundred_at_once_for_fifty_seats_give_exactly_fifty()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var anybody = stack.Anonymous();
        var workshop = await manager.PublishedEventAsync(capacity: 50);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            using var answer = await anybody.PostAsJsonAsync($"/api/events/v1/events/{workshop.Id}/registrations",
                new RegisterRequest($"Personne {number}", $"personne.{number}.{workshop.Id:N}@essai.example", null, "fr"));
            return answer.StatusCode;
        }));
        Assert.Equal(50, answers.Count(status => status is HttpStatusCode.Created or HttpStatusCode.OK));
        Assert.Equal(150, answers.Count(status => status is HttpStatusCode.Conflict));
        var after = await anybody.GetFromJsonAsync<EventDetails>($"/api/events/v1/events/{workshop.Id}");
        Assert.Equal(50, after!.Registered);
    }

    [Fact]
    public async Task A_service_killed_between_commit_and_publish_loses_and_doubles_nothing()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        await stack.StopAsync("rabbitmq"); // so that everything is committed and nothing published
        var committed = new List<Guid>();
        for (var number = 0; number < 10; number++)
        {
            var organisation = await manager.RegisterOrganisationAsync($"Coupée {number}");
            await manager.PostAsJsonAsync($"/api/membership/v1/organisations/{organisation.Id}/submit", new StepRequest()).ReadAsync<OrganisationDetails>();
            committed.Add(organisation.Id);
        }

        await stack.KillAsync("membership");
        await stack.StartAsync("rabbitmq");
        await stack.StartAsync("membership");
        foreach (var id in committed)
        {
            var entries = await analyst.LineageAsync(id, 2);
            Assert.Equal([(1L, "membership.organisation.registered"), (2L, "membership.organisation.submitted")],
                entries.OrderBy(entry => entry.Version).Select(entry => (entry.Version, entry.WireName)));
        }
    }

    [Fact]
    public async Task An_import_that_is_killed_goes_on_behind_its_last_batch_and_every_row_is_there_once()
    {
        const int rows = 4000;
        using var manager = await stack.AsAsync("demo-manager");
        var table = "name;contact;e-mail\n" + string.Concat(Enumerable.Range(0, rows).Select(n => $"Importée et coupée {n};Personne {n};personne.{n}@import-coupe-{n}.example\n"));
        using var body = new StringContent(table);
        var import = (await manager.PostAsync("/api/membership/v1/imports", body).ReadAsync<ImportDetails>()).Id;
        Task<ImportDetails> NowAsync() => manager.GetAsync($"/api/membership/v1/imports/{import}").ReadAsync<ImportDetails>();
        var cut = await Eventually.GetAsync(NowAsync, one => one.Counts.Values.Sum() > 0, "the first batch");
        await stack.KillAsync("membership");
        await stack.StartAsync("membership");
        var ended = await Eventually.GetAsync(NowAsync, one => one.Job.Status is not ("waiting" or "running"), "the import to end", TimeSpan.FromMinutes(3));

        Assert.Equal(("done", "done"), (ended.Job.Status, ended.Stage));
        Assert.Equal(new Dictionary<string, int> { ["added"] = rows }, ended.Counts);
        Assert.True(cut.Job.Status is "running", $"It was cut at {cut.Job.Done} of {cut.Job.Total}, {cut.Job.Status}.");
        // As many organisations as rows, none of them twice.
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (string? after = ""; after is not null;)
        {
            var page = await manager.GetAsync($"/api/membership/v1/organisations?status=registered&limit=200{(after.Length > 0 ? "&after=" + after : "")}").ReadAsync<Page<OrganisationDetails>>();
            foreach (var one in page.Items.Where(one => one.Name.StartsWith("Importée et coupée ", StringComparison.Ordinal))) Assert.True(names.Add(one.Name), one.Name);
            after = page.Next;
        }

        Assert.Equal(rows, names.Count);
    }

    [Fact]
    public async Task Commands_go_on_while_the_broker_restarts_and_nothing_is_lost()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var committed = new List<Guid>();
        var commands = Task.Run(async () =>
        {
            for (var number = 0; number < 40; number++) committed.Add((await manager.RegisterOrganisationAsync($"En continu {number}")).Id);
        });
        await stack.StopAsync("rabbitmq");
        await stack.StartAsync("rabbitmq");
        await commands;
        foreach (var id in committed) Assert.Single(await analyst.LineageAsync(id, 1));
    }

    [Fact]
    public async Task Without_redis_the_suite_is_slower_and_works()
    {
        using var anybody = stack.Anonymous();
        using var analyst = await stack.AsAsync("demo-analyst");
        var before = await anybody.GetStringAsync("/api/membership/v1/directory?limit=200");
        await stack.StopAsync("redis");
        try
        {
            Assert.Equal(before, await anybody.GetStringAsync("/api/membership/v1/directory?limit=200"));
            Assert.NotEmpty((await analyst.ReportAsync("cluster-overview")).Rows);
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/fr/directory")).StatusCode);
            Assert.NotEqual(Guid.Empty, (await anybody.RegisterOrganisationAsync("Sans Redis")).Id);
        }
        finally
        {
            await stack.StartAsync("redis"); // it comes back empty or not: nothing depends on what it held
        }

        Assert.Equal(before, await anybody.GetStringAsync("/api/membership/v1/directory?limit=200"));
    }

    [Fact]
    public async Task While_one_service_is_away_the_others_serve_and_the_page_says_so()
    {
        using var anybody = stack.Anonymous();
        await stack.StopAsync("events");
        try
        {
            using var home = await anybody.GetAsync("/en/");
            Assert.Equal(HttpStatusCode.OK, home.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await anybody.GetAsync("/en/directory")).StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anybody.GetAsync("/api/events/v1/events")).StatusCode);
        }
        finally
        {
            await stack.StartAsync("events");
        }

        await Eventually.HoldsAsync(async () => (await anybody.GetAsync("/api/events/v1/events")).IsSuccessStatusCode, "events to answer again");
    }
}
