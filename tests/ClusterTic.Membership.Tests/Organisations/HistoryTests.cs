using System.Net;
using System.Net.Http.Json;
using ClusterTic.Messaging.History;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Organisations;

public sealed class HistoryTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/organisations";

    readonly HttpClient manager = membership.Service.As("manager", "backdate");
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task What_was_changed_is_what_the_history_says_and_nothing_else()
    {
        var registered = await RegisterAsync("Avant", ("72200000", 4), ("48000000", 3));
        var occurred = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        var change = new ChangeProfileRequest(
            "Après", null, "company", "CI", "CI-AB", "Bouaké", "https://example.example", new("Une entreprise fictive", "Another text"),
            [new("72200000", 5), new("30000000", 1)], occurred);
        var changed = await PutAsync($"{registered.Id}", registered.Version, change);

        var history = await HistoryAsync(registered.Id);
        var told = history.Where(one => one.Version == changed.Version).ToDictionary(one => one.Field, one => (one.Before?.ToString(), one.After?.ToString()));
        Assert.Equal(
            new Dictionary<string, (string?, string?)>
            {
                ["name"] = ("Avant", "Après"),
                ["town"] = ("Abidjan", "Bouaké"),
                ["description.en"] = ("An invented company", "Another text"),
                ["competences[72200000].level"] = ("4", "5"),
                ["competences[48000000].level"] = ("3", null),
                ["competences[30000000].level"] = (null, "1"),
            }, told);
        Assert.All(history.Where(one => one.Version == changed.Version), one =>
        {
            Assert.Equal("membership.organisation.profile-changed", one.Fact);
            Assert.StartsWith("manager-backdate@", one.By, StringComparison.Ordinal);
            Assert.Equal(occurred, one.OccurredAt);
            Assert.True(one.RecordedAt > occurred);
        });

        // The entry itself is history too, from nothing; what the database computes is not.
        var entered = history.Where(one => one.Version == registered.Version).ToList();
        Assert.All(entered, one => Assert.Equal((null, "anonymous", "membership.organisation.registered"), (one.Before?.ToString(), one.By, one.Fact)));
        Assert.Equal(
            ["competences[48000000].level", "competences[72200000].level", "contactId", "contactPhone", "country", "description.en", "description.fr", "name", "region", "registeredAt", "status", "town", "type", "website"],
            entered.Select(one => one.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_step_tells_its_reason_and_the_words_of_the_team()
    {
        var registered = await RegisterAsync("Suspendue");
        foreach (var (step, body) in new (string, object)[]
        {
            ("submit", new StepRequest()), ("review", new StepRequest()), ("approve", new ApproveOrganisationRequest("member")),
            ("suspend", new SuspendOrganisationRequest("dues", Note: "Deux rappels sans réponse")),
        })
            (await manager.PostAsJsonAsync($"{Api}/{registered.Id}/{step}", body)).EnsureSuccessStatusCode();

        var last = (await HistoryAsync(registered.Id)).Where(one => one.Fact == "membership.organisation.suspended").ToDictionary(one => one.Field, one => one.After?.ToString());
        Assert.Equal(("suspended", "dues", "Deux rappels sans réponse"), (last["status"], last["statusReason"], last["statusNote"]));
        Assert.Equal(4, last.Count); // suspendedAt is the fourth
    }

    [Fact]
    public async Task The_pages_hold_every_entry_once_and_the_newest_first()
    {
        var registered = await RegisterAsync("En pages", ("72200000", 4));
        (await manager.PostAsJsonAsync($"{Api}/{registered.Id}/submit", new StepRequest())).EnsureSuccessStatusCode();
        var whole = await manager.GetFromJsonAsync<Page<FieldChange>>($"{Api}/{registered.Id}/history?limit=200");
        var seen = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = await manager.GetFromJsonAsync<Page<FieldChange>>($"{Api}/{registered.Id}/history?limit=4{(next.Length > 0 ? "&after=" + next : "")}");
            seen.AddRange(page!.Items.Select(one => one.Id));
            next = page.Next;
        }

        Assert.Equal(whole!.Items.Select(one => one.Id), seen);
        Assert.Equal(whole.Items.Select(one => one.Version).OrderDescending(), whole.Items.Select(one => one.Version));
    }

    [Fact]
    public async Task A_refused_change_leaves_no_trace_in_the_history()
    {
        var registered = await RegisterAsync("Refusée");
        var before = await HistoryAsync(registered.Id);
        Assert.Equal(HttpStatusCode.Conflict, (await manager.PostAsJsonAsync($"{Api}/{registered.Id}/approve", new ApproveOrganisationRequest("member"))).StatusCode);
        Assert.Equal(before.Select(one => one.Id), (await HistoryAsync(registered.Id)).Select(one => one.Id));
    }

    [Fact]
    public async Task Erasing_a_person_empties_what_is_about_it_and_keeps_that_it_changed()
    {
        var registered = await RegisterAsync("À effacer");
        var contact = (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/{registered.Id}"))!.Contact!;
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        var holding = $"select count(*)::int as \"Value\" from history where before::text like '%{contact.Email}%' or after::text like '%{contact.Email}%'";
        Assert.Equal(1, await db.Database.SqlQueryRaw<int>(holding).SingleAsync());

        await db.EraseHistoryAsync(contact.PersonId, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), CancellationToken.None);

        Assert.Equal(0, await db.Database.SqlQueryRaw<int>(holding).SingleAsync());
        var phone = (await HistoryAsync(registered.Id)).Single(one => one.Field == "contactPhone");
        Assert.Equal((true, true, null), (phone.Personal, phone.ErasedAt is not null, phone.After?.ToString()));
    }

    [Fact]
    public async Task Only_the_team_reads_it()
    {
        var registered = await RegisterAsync("Réservée");
        Assert.Equal(HttpStatusCode.Unauthorized, (await anybody.GetAsync($"{Api}/{registered.Id}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await membership.Service.As("analyst").GetAsync($"{Api}/{registered.Id}/history")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"{Api}/{Guid.CreateVersion7()}/history")).StatusCode);
    }

    async Task<OrganisationDetails> RegisterAsync(string name, params (string Code, int Level)[] competences)
    {
        var answer = await anybody.PostAsJsonAsync(Api, MembershipFixture.Request(name, competences));
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    async Task<IReadOnlyList<FieldChange>> HistoryAsync(Guid id) =>
        (await manager.GetFromJsonAsync<Page<FieldChange>>($"{Api}/{id}/history?limit=200"))!.Items;

    async Task<OrganisationDetails> PutAsync<T>(string path, long version, T body)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"{Api}/{path}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return (await (await manager.SendAsync(request)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }
}
