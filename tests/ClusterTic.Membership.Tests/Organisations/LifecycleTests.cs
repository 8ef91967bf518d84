using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Organisations;

public sealed class LifecycleTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task An_application_becomes_a_member_of_the_directory()
    {
        var registered = await RegisterAsync("Savane Logiciels", ("72200000-7", 4), ("48000000", 3));
        Assert.Equal("registered", registered.Status);
        Assert.Equal(["48000000", "72200000"], registered.Competences.Select(competence => competence.Code));

        await StepAsync(registered.Id, "submit", new StepRequest());
        await StepAsync(registered.Id, "review", new StepRequest());
        var member = await StepAsync(registered.Id, "approve", new ApproveOrganisationRequest("founding-partner"));
        Assert.Equal(("member", "founding-partner", 4L), (member.Status, member.Category, member.Version));

        var entry = await anybody.GetFromJsonAsync<DirectoryEntry>($"{Api}/directory/{member.Id}");
        Assert.Equal("Savane Logiciels", entry!.Name);
        var found = await anybody.GetFromJsonAsync<Page<DirectoryEntry>>($"{Api}/directory?q=savane&region=CI-AB&competence=72000000");
        Assert.Contains(found!.Items, one => one.Id == member.Id);
        var other = await anybody.GetFromJsonAsync<Page<DirectoryEntry>>($"{Api}/directory?q=savane&competence=30000000");
        Assert.DoesNotContain(other!.Items, one => one.Id == member.Id);
    }

    [Fact]
    public async Task A_step_out_of_order_is_a_409_in_the_readers_language()
    {
        var registered = await RegisterAsync("Hors d’ordre");
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/organisations/{registered.Id}/approve") { Content = JsonContent.Create(new ApproveOrganisationRequest("member")) };
        request.Headers.AcceptLanguage.ParseAdd("fr");
        var refused = await manager.SendAsync(request);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("urn:clustertic:problem:only-under-review-can-be-approved", problem.GetProperty("type").GetString());
        Assert.StartsWith("Seule une candidature", problem.GetProperty("title").GetString(), StringComparison.Ordinal);
        Assert.True(problem.TryGetProperty("traceId", out _));
    }

    [Fact]
    public async Task Every_field_at_fault_is_named_at_once()
    {
        var request = MembershipFixture.Request("X", ("12", 3)) with { Type = "castle", Region = "CI-XX" };
        var refused = await anybody.PostAsJsonAsync($"{Api}/organisations", request);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var name = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Single();
        Assert.Equal("2 to 200 characters.", name.Value[0].GetString());

        var second = await anybody.PostAsJsonAsync($"{Api}/organisations", request with { Name = "Long enough" });
        var errors = (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(["competences[0].code", "region", "type"], errors.EnumerateObject().Select(error => error.Name).Order());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_once()
    {
        var body = MembershipFixture.Request("Une seule fois");
        var key = Guid.CreateVersion7().ToString();
        var first = await SendWithKeyAsync(key, body);
        var again = await SendWithKeyAsync(key, body);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendWithKeyAsync(key, body with { Name = "Autre chose" })).StatusCode);

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendWithKeyAsync("together-" + key, body)));
        Assert.Single((await Task.WhenAll(together.Select(one => one.Content.ReadFromJsonAsync<OrganisationDetails>()))).Select(one => one!.Id).Distinct());
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var registered = await RegisterAsync("Version lue");
        var change = new ChangeProfileRequest("Version changée", null, "company", "CI", null, null, null, null, []);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await manager.PutAsJsonAsync($"{Api}/organisations/{registered.Id}", change)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(registered.Id, 7, change)).StatusCode);
        var changed = await PutAsync(registered.Id, registered.Version, change);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("\"2\"", changed.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task A_past_date_needs_the_permission_and_is_no_future_date()
    {
        var past = MembershipFixture.Request("Antidatée") with { OccurredAt = new DateTimeOffset(2021, 9, 1, 8, 0, 0, TimeSpan.Zero) };
        Assert.Equal(HttpStatusCode.Forbidden, (await membership.Service.As("manager").PostAsJsonAsync($"{Api}/organisations", past)).StatusCode);
        var future = past with { OccurredAt = new DateTimeOffset(2121, 9, 1, 8, 0, 0, TimeSpan.Zero) };
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.PostAsJsonAsync($"{Api}/organisations", future)).StatusCode);
        var registered = await (await manager.PostAsJsonAsync($"{Api}/organisations", past)).Content.ReadFromJsonAsync<OrganisationDetails>();
        Assert.Equal(past.OccurredAt, registered!.RegisteredAt);
    }

    [Fact]
    public async Task The_list_pages_through_every_organisation_once()
    {
        var mine = new HashSet<Guid>();
        foreach (var number in Enumerable.Range(0, 7)) mine.Add((await RegisterAsync($"Page {number}")).Id);
        var seen = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await manager.GetFromJsonAsync<Page<OrganisationDetails>>($"{Api}/organisations?limit=3{(next.Length > 0 ? "&after=" + next : "")}");
            seen.AddRange(page!.Items.Select(one => one.Id));
            next = page.Next;
        }

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.All(mine, id => Assert.Contains(id, seen));
    }

    [Fact]
    public async Task Personal_data_is_in_the_restricted_stream_only()
    {
        var request = MembershipFixture.Request("Vie privée");
        (await anybody.PostAsJsonAsync($"{Api}/organisations", request)).EnsureSuccessStatusCode();
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        var bodies = await db.Database.SqlQuery<string>($"select body from outbox where stream = {(int)FactStream.Facts}").ToListAsync();
        Assert.NotEmpty(bodies);
        Assert.DoesNotContain(bodies, body => body.Contains(request.Contact.Email, StringComparison.OrdinalIgnoreCase) || body.Contains("Awa Exemple", StringComparison.Ordinal));
    }

    async Task<OrganisationDetails> RegisterAsync(string name, params (string Code, int Level)[] competences)
    {
        var answer = await anybody.PostAsJsonAsync($"{Api}/organisations", MembershipFixture.Request(name, competences));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    async Task<OrganisationDetails> StepAsync<T>(Guid id, string step, T body)
    {
        var answer = await manager.PostAsJsonAsync($"{Api}/organisations/{id}/{step}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    Task<HttpResponseMessage> SendWithKeyAsync(string key, RegisterOrganisationRequest body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/organisations") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return anybody.SendAsync(request);
    }

    Task<HttpResponseMessage> PutAsync(Guid id, long version, ChangeProfileRequest body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/organisations/{id}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return manager.SendAsync(request);
    }
}
