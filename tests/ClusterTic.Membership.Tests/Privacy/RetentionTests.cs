using ClusterTic.Membership.Privacy;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Privacy;

/// <summary>In a database of its own, since each run orders whatever is due in it.</summary>
public sealed class RetentionTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Whoever_has_no_tie_left_and_is_past_the_term_is_erased_and_nobody_else()
    {
        var applicant = await WithdrawnAsync("Candidate d’il y a longtemps", 25);
        var recent = await WithdrawnAsync("Candidate récente", 23);
        var agreed = await WithdrawnAsync("Candidate qui consent", 25);
        await membership.PostAsync<ConsentDetails>($"people/{agreed}/consents", new GiveConsentRequest("newsletter", "form"));
        var (ended, organisation) = await EndedAsync("Contact terminé", 37);
        var (early, _) = await EndedAsync("Contact terminé tôt", 35);
        var (seated, _) = await EndedAsync("A siégé", 37);
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 3));
        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(seated, null, "chair", Today.AddMonths(-48), Today.AddMonths(-40)));
        await membership.PostAsync<InteractionDetails>($"organisations/{organisation}/interactions", new InteractionRequest("visit", "needs", Today.AddMonths(-61), "Ancienne note"));
        await membership.PostAsync<InteractionDetails>($"organisations/{organisation}/interactions", new InteractionRequest("visit", "needs", Today.AddMonths(-59), "Note récente"));

        var rules = await membership.GetAsync<RetentionRule[]>("privacy/retention");
        Assert.Equal([("applicants", 24, 1), ("contacts", 36, 1), ("mandates", 60, 0), ("notes", 60, 1)], rules.Select(one => (one.Code, one.Months, one.Due)));

        await using (var scope = membership.Service.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<KeepToRetention>().RunAsync(CancellationToken.None);

        foreach (var id in (Guid[])[applicant, ended]) Assert.NotNull((await PersonAsync(id)).ErasedAt);
        foreach (var id in (Guid[])[recent, agreed, early, seated]) Assert.Null((await PersonAsync(id)).ErasedAt);
        var orders = (await membership.GetAsync<Page<ErasureDetails>>("erasures")).Items;
        Assert.Equal(((Guid[])[applicant, ended]).Order(), orders.Select(one => one.PersonId).Order());
        Assert.All(orders, one => Assert.Equal(("retention", "service/membership"), (one.Reason, one.By)));
        Assert.Equal(["Note récente"], (await membership.GetAsync<Page<InteractionDetails>>($"organisations/{organisation}/interactions")).Items.Select(one => one.Note).OfType<string>());
        Assert.All(await membership.GetAsync<RetentionRule[]>("privacy/retention"), one => Assert.Equal(0, one.Due));
    }

    Task<PersonDetails> PersonAsync(Guid id) => membership.GetAsync<PersonDetails>($"people/{id}");

    async Task<Guid> WithdrawnAsync(string name, int monthsAgo)
    {
        var organisation = await membership.RegisterAsync(name);
        await membership.PostAsync<OrganisationDetails>($"organisations/{organisation.Id}/withdraw", new WithdrawOrganisationRequest("own-request"));
        await SetAsync("update organisations set withdrawn_at = $1 where id = $2", Today.AddMonths(-monthsAgo).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), organisation.Id);
        return organisation.Contact!.PersonId;
    }

    async Task<(Guid Person, Guid Organisation)> EndedAsync(string name, int monthsAgo)
    {
        var organisation = await membership.RegisterAsync(name);
        var contact = await membership.PostAsync<OrganisationContact>(
            $"organisations/{organisation.Id}/contacts", new AddContactRequest(name, $"{Guid.CreateVersion7():N}@exemple.example", null, "other", Since: Today.AddYears(-9)));
        await membership.PostAsync<OrganisationContact>($"organisations/{organisation.Id}/contacts/{contact.Id}/end", new EndContactRequest(Today.AddMonths(-monthsAgo)));
        return (contact.PersonId, organisation.Id);
    }

    async Task SetAsync(string sql, params object[] values)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        foreach (var value in values) command.Parameters.AddWithValue(value);
        await command.ExecuteNonQueryAsync();
    }
}
