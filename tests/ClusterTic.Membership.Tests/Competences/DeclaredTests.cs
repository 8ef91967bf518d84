using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Competences;

public sealed class DeclaredTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/organisations";

    readonly HttpClient manager = membership.Service.As("manager");
    readonly HttpClient anybody = membership.Service.Anonymous();

    static readonly AddEvidenceRequest Project = new(
        "reference-project", "Portail des marchés", "Ministère inventé", Year: 2024, Value: 45_000_000, Currency: "XOF", Country: "ci");

    static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Evidence_makes_a_competence_stronger_step_by_step()
    {
        var organisation = await RegisterAsync("Preuves");
        organisation = await SendAsync(HttpMethod.Put, organisation, "72230000-4", new DeclareCompetenceRequest(3, "Vu en atelier"));
        Assert.Equal(("72230000", 3, "declared", "Vu en atelier"), Of(organisation.Competences.Single()));

        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("headcount", People: 6));
        Assert.Equal("declared", organisation.Competences.Single().Evidence);
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", Project);
        Assert.Equal("reference", organisation.Competences.Single().Evidence);
        var project = organisation.Competences.Single().Evidences.Single(one => one.Kind == "reference-project");
        Assert.Equal(("CI", new Money(45_000_000, "XOF"), false), (project.Country, project.Value, project.ClientIsPublic));
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("certificate", "ISO 27001", Issuer: "Organisme inventé", ValidUntil: Today));
        Assert.Equal("certificate", organisation.Competences.Single().Evidence);
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/verify", new VerifyCompetenceRequest(Today.AddYears(1)));
        var verified = organisation.Competences.Single();
        Assert.Equal(("verified", Today.AddYears(1)), (verified.Evidence, verified.VerifiedUntil));
        Assert.StartsWith("manager@", verified.VerifiedBy, StringComparison.Ordinal);

        // The level is what was verified.
        organisation = await SendAsync(HttpMethod.Put, organisation, "72230000", new DeclareCompetenceRequest(4));
        Assert.Equal(("72230000", 4, "certificate", null), Of(organisation.Competences.Single()));
        var certificate = organisation.Competences.Single().Evidences.Single(one => one.Kind == "certificate");
        organisation = await SendAsync<object>(HttpMethod.Delete, organisation, $"72230000/evidences/{certificate.Id}", null);
        Assert.Equal("reference", organisation.Competences.Single().Evidence);

        organisation = await SendAsync<object>(HttpMethod.Delete, organisation, "72230000", null);
        Assert.Empty(organisation.Competences);
        var history = await HistoryAsync(organisation.Id);
        Assert.All(history, one => Assert.DoesNotContain("remindedAt", one.Field, StringComparison.Ordinal));
        Assert.Equal("6", Assert.Single(history, one => one.Version == organisation.Version && one.Field.EndsWith(".people", StringComparison.Ordinal)).Before!.ToString());
        Assert.Contains(history, one => one.Field == $"competences[72230000].evidences[{certificate.Id}].validUntil" && one.After is null);
        Assert.Contains(history, one => one.Field == "competences[72230000].verifiedUntil" && one.Before?.ToString() == $"{Today.AddYears(1):yyyy-MM-dd}" && one.After is null);
    }

    [Fact]
    public async Task The_directory_shows_projects_and_certificates_and_only_clients_that_may_be_named()
    {
        var organisation = await MemberAsync("Vitrine");
        organisation = await SendAsync(HttpMethod.Put, organisation, "72230000", new DeclareCompetenceRequest(3, "Entre nous"));
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", Project);
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", Project with { Title = "Deuxième", Client = "Client public", ClientIsPublic = true, Year = 2025 });
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("certificate", "ISO 27001", Issuer: "Organisme inventé", Number: "N-12", ValidUntil: Today.AddDays(9)));
        organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("headcount", People: 6));

        var json = await anybody.GetStringAsync($"/api/membership/v1/directory/{organisation.Id}");
        Assert.DoesNotContain("Ministère inventé", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Entre nous", json, StringComparison.Ordinal);
        Assert.DoesNotContain("N-12", json, StringComparison.Ordinal);
        var entry = await anybody.GetFromJsonAsync<DirectoryEntry>($"/api/membership/v1/directory/{organisation.Id}");
        Assert.Equal(
            [
                new EvidenceEntry("certificate", "ISO 27001", null, null, null, Today.AddDays(9)),
                new EvidenceEntry("reference-project", "Deuxième", "Client public", 2025, "CI", null),
                new EvidenceEntry("reference-project", "Portail des marchés", null, 2024, "CI", null),
            ], entry!.Competences.Single().Evidences);

        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select body from outbox where aggregate_id = $1 order by version desc limit 1");
        command.Parameters.AddWithValue(organisation.Id);
        var fact = (string)(await command.ExecuteScalarAsync())!;
        Assert.Equal("certificate", JsonDocument.Parse(fact).RootElement.GetProperty("organisation").GetProperty("competences")[0].GetProperty("evidence").GetString());
        Assert.All((string[])["Portail", "Client public", "ISO 27001", "Organisme", "N-12", "Entre nous"], word => Assert.DoesNotContain(word, fact, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tag_declares_its_codes_lowers_nothing_and_is_found_in_the_directory()
    {
        var organisation = await MemberAsync("Étiquetée", ("mobile-money", 2), ("72232000", 4));
        Assert.Equal([("66172000", 2), ("72232000", 4)], organisation.Competences.Select(one => (one.Code, one.Level)));
        organisation = await SendAsync(HttpMethod.Put, organisation, "blockchain", new DeclareCompetenceRequest(3));
        Assert.Equal([("66172000", 2), ("72212732", 3), ("72232000", 4)], organisation.Competences.Select(one => (one.Code, one.Level)));

        var found = await anybody.GetFromJsonAsync<Page<DirectoryEntry>>("/api/membership/v1/directory?q=etiquetee&competence=blockchain");
        Assert.Equal(organisation.Id, Assert.Single(found!.Items).Id);
        Assert.Empty((await anybody.GetFromJsonAsync<Page<DirectoryEntry>>("/api/membership/v1/directory?q=etiquetee&competence=cloud"))!.Items);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.GetAsync("/api/membership/v1/directory?competence=alchemy")).StatusCode);
    }

    [Theory]
    [InlineData("""{"kind":"rumour"}""", "kind")]
    [InlineData("""{"kind":"reference-project","year":2024,"country":"CI"}""", "title")]
    [InlineData("""{"kind":"reference-project","title":"T","year":2124,"country":"CI"}""", "year")]
    [InlineData("""{"kind":"reference-project","title":"T","year":2024,"country":"CI","value":5}""", "currency")]
    [InlineData("""{"kind":"reference-project","title":"T","year":2024,"country":"CI","currency":"XOF"}""", "value")]
    [InlineData("""{"kind":"reference-project","title":"T","year":2024,"country":"CI","people":3}""", "people")]
    [InlineData("""{"kind":"certificate","title":"T","issuer":"I","validUntil":"2020-01-01"}""", "validUntil")]
    [InlineData("""{"kind":"certificate","title":"T"}""", "issuer")]
    [InlineData("""{"kind":"headcount"}""", "people")]
    [InlineData("""{"kind":"headcount","people":0}""", "people")]
    public async Task An_evidence_that_cannot_be_is_refused_with_its_field(string body, string field)
    {
        var organisation = await RegisterAsync("Refusée", ("72230000", 3));
        using var answer = await manager.PostAsync($"{Api}/{organisation.Id}/competences/72230000/evidences", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");
        Assert.Equal(field, Assert.Single(errors.EnumerateObject()).Name, ignoreCase: true);
    }

    [Fact]
    public async Task What_is_not_there_or_no_longer_open_is_refused()
    {
        var organisation = await RegisterAsync("Limites", ("72230000", 3));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Put, organisation, "alchemy", new DeclareCompetenceRequest(3)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Put, organisation, "72230000", new DeclareCompetenceRequest(6)));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, organisation, "72230000/verify", new VerifyCompetenceRequest(Today.AddDays(-1))));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync<object>(HttpMethod.Post, organisation, "72230000/unverify", new { }));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Post, organisation, "72240000/verify", new VerifyCompetenceRequest(Today)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync<object>(HttpMethod.Delete, organisation, $"72230000/evidences/{Guid.CreateVersion7()}", null));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await StatusAsync(HttpMethod.Put, organisation with { Version = 9 }, "72230000", new DeclareCompetenceRequest(3)));
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await manager.DeleteAsync($"{Api}/{organisation.Id}/competences/72230000")).StatusCode);

        for (var i = 0; i < 20; i++) organisation = await SendAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("declared", $"Mot {i}"));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Post, organisation, "72230000/evidences", new AddEvidenceRequest("declared", "Un de trop")));

        (await manager.PostAsJsonAsync($"{Api}/{organisation.Id}/withdraw", new WithdrawOrganisationRequest("closed"))).EnsureSuccessStatusCode();
        organisation = (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/{organisation.Id}"))!;
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Put, organisation, "72230000", new DeclareCompetenceRequest(3)));
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(HttpMethod.Post, organisation, "72230000/verify", new VerifyCompetenceRequest(Today)));
    }

    static (string, int, string, string?) Of(CompetenceDetails one) => (one.Code, one.Level, one.Evidence, one.Note);

    async Task<OrganisationDetails> RegisterAsync(string name, params (string Code, int Level)[] competences) =>
        (await (await manager.PostAsJsonAsync(Api, MembershipFixture.Request(name, competences))).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;

    async Task<OrganisationDetails> MemberAsync(string name, params (string Code, int Level)[] competences) =>
        await MembershipFixture.AdmitAsync(manager, await RegisterAsync(name, competences));

    async Task<IReadOnlyList<FieldChange>> HistoryAsync(Guid id) => (await manager.GetFromJsonAsync<Page<FieldChange>>($"{Api}/{id}/history?limit=200"))!.Items;

    async Task<OrganisationDetails> SendAsync<T>(HttpMethod method, OrganisationDetails seen, string path, T? body)
    {
        using var request = Request(method, seen, path, body);
        using var answer = await manager.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<OrganisationDetails>())!;
    }

    async Task<HttpStatusCode> StatusAsync<T>(HttpMethod method, OrganisationDetails seen, string path, T? body)
    {
        using var request = Request(method, seen, path, body);
        using var answer = await manager.SendAsync(request);
        return answer.StatusCode;
    }

    static HttpRequestMessage Request<T>(HttpMethod method, OrganisationDetails seen, string path, T? body)
    {
        var request = new HttpRequestMessage(method, $"{Api}/{seen.Id}/competences/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{seen.Version}\"");
        return request;
    }
}
