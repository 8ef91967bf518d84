using System.Net.Http.Json;
using ClusterTic.Membership.Competences;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Competences;

public sealed class ExpiryTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    const string Api = "/api/membership/v1/organisations";

    readonly HttpClient manager = membership.Service.As("manager");

    static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Each_certificate_and_each_verification_is_reminded_of_once_sixty_days_before_it_ends()
    {
        var ends = Today.AddDays(400);
        var member = await MemberAsync("Rappelée", "72230000");
        await PostAsync(member.Id, "72230000/evidences", new AddEvidenceRequest("certificate", "ISO 27001", Issuer: "Organisme inventé", ValidUntil: ends));
        await PostAsync(member.Id, "72230000/evidences", new AddEvidenceRequest("certificate", "Sans fin", Issuer: "Organisme inventé"));
        await PostAsync(member.Id, "72230000/verify", new VerifyCompetenceRequest(ends.AddDays(10)));
        var applicant = await RegisterAsync("Pas membre", "72230000");
        await PostAsync(applicant.Id, "72230000/verify", new VerifyCompetenceRequest(ends));

        Assert.Empty(await RunAsync(ends.AddDays(-61)));
        var mail = Assert.Single(await RunAsync(ends.AddDays(-60)));
        Assert.Equal(member.Contact!.Email, mail.Recipient);
        Assert.Contains("– ISO 27001 (Développement de logiciels sur mesure)\u00A0: jusqu’au ", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("vérification par l’équipe", mail.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail.Body, StringComparison.Ordinal);
        Assert.Contains("vérification par l’équipe", Assert.Single(await RunAsync(ends.AddDays(-50))).Body, StringComparison.Ordinal);
        Assert.Empty(await RunAsync(ends.AddDays(-40)));

        // Whoever verifies anew begins anew.
        await PostAsync(member.Id, "72230000/verify", new VerifyCompetenceRequest(ends.AddDays(20)));
        Assert.Single(await RunAsync(ends.AddDays(-40)));
        Assert.Empty(await RunAsync(ends.AddDays(-40)));
    }

    [Fact]
    public async Task Replicas_that_run_together_write_one_mail()
    {
        var ends = Today.AddDays(40);
        var member = await MemberAsync("Ensemble", "72230000");
        await PostAsync(member.Id, "72230000/evidences", new AddEvidenceRequest("certificate", "ISO 9001", Issuer: "Organisme inventé", ValidUntil: ends));
        var mails = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunWithoutReadingAsync(Today)));
        Assert.Equal(4, mails.Length);
        Assert.Single(await ReadAsync());
    }

    [Fact]
    public async Task What_has_ended_counts_no_more_and_the_service_tells_of_it()
    {
        var ends = Today.AddDays(700);
        var member = await MemberAsync("Échue", "72230000");
        await PostAsync(member.Id, "72230000/evidences", new AddEvidenceRequest("certificate", "ISO 27001", Issuer: "Organisme inventé", ValidUntil: ends));
        await PostAsync(member.Id, "72230000/verify", new VerifyCompetenceRequest(ends.AddDays(1)));

        await RunAsync(ends);
        Assert.Equal("verified", (await GetAsync(member.Id)).Competences.Single().Evidence);
        await RunAsync(ends.AddDays(1));
        var certificateEnded = await GetAsync(member.Id);
        Assert.True(certificateEnded.Competences.Single().Evidences.Single().Lapsed);
        await RunAsync(ends.AddDays(2));
        var ended = await GetAsync(member.Id);
        Assert.Equal(("declared", null), (ended.Competences.Single().Evidence, ended.Competences.Single().VerifiedUntil));
        Assert.Equal(certificateEnded.Version + 1, ended.Version);
        await RunAsync(ends.AddDays(3));
        Assert.Equal(ended.Version, (await GetAsync(member.Id)).Version);

        var history = (await manager.GetFromJsonAsync<Page<FieldChange>>($"{Api}/{member.Id}/history?limit=200"))!.Items;
        var told = history.Where(one => one.Version == certificateEnded.Version).ToList();
        Assert.Equal(("service/membership", "membership.organisation.profile-changed"), (told[0].By, told[0].Fact));
        Assert.EndsWith(".lapsed", Assert.Single(told).Field, StringComparison.Ordinal);
        Assert.Empty((await membership.Service.Anonymous().GetFromJsonAsync<DirectoryEntry>($"/api/membership/v1/directory/{member.Id}"))!.Competences.Single().Evidences);
    }

    async Task<List<Written>> RunAsync(DateOnly today)
    {
        await RunWithoutReadingAsync(today);
        return await ReadAsync();
    }

    async Task<bool> RunWithoutReadingAsync(DateOnly today)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        await scope.ServiceProvider.GetRequiredService<RemindOfExpiry>().RunAsync(db, today, CancellationToken.None);
        return true;
    }

    /// <summary>The reminders that wait, taken out so that the next ones are alone.</summary>
    async Task<List<Written>> ReadAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        var mails = await db.Database.SqlQuery<Written>($"select recipient, body from mails where subject like 'Preuves de compétence%'").ToListAsync();
        await db.Database.ExecuteSqlAsync($"delete from mails");
        return mails;
    }

    async Task<OrganisationDetails> RegisterAsync(string name, string code) =>
        (await (await manager.PostAsJsonAsync(Api, MembershipFixture.Request(name, (code, 3)))).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!;

    async Task<OrganisationDetails> MemberAsync(string name, string code) => await MembershipFixture.AdmitAsync(manager, await RegisterAsync(name, code));

    async Task<OrganisationDetails> GetAsync(Guid id) => (await manager.GetFromJsonAsync<OrganisationDetails>($"{Api}/{id}"))!;

    async Task PostAsync<T>(Guid id, string path, T body) =>
        (await manager.PostAsJsonAsync($"{Api}/{id}/competences/{path}", body)).EnsureSuccessStatusCode();

    sealed record Written(string Recipient, string Body);
}
