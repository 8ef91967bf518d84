using ClusterTic.Membership.Duplicates;
using ClusterTic.Membership.Tests.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Duplicates;

public sealed class DuplicateTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task What_may_be_the_same_is_found_by_numbers_names_phones_and_addresses_and_ranked()
    {
        var one = await EnterAsync("Lagune Numérique SARL", "awa@lagune.example", "+225 05 11 11 11 11");
        await NumberedAsync(one, "CI-2019-1111111 A");
        var sameNumber = await NumberedAsync(await EnterAsync("Tout autre nom", "b@autre.example", "+225 05 22 22 22 22"), "ci2019-1111111a");
        var sameName = await EnterAsync("Ste LAGUNE NUMERIQUE", "c@troisieme.example", "+225 05 33 33 33 33");
        var likeName = await EnterAsync("Lagunes Numérique", "d@quatrieme.example", "+225 05 44 44 44 44");
        var samePhone = await EnterAsync("Cinquième", "e@cinquieme.example", "+225 05 11 11 11 11");
        var sameDomain = await EnterAsync("Sixième", "autre@lagune.example", "+225 05 66 66 66 66");
        var freeMail = await EnterAsync("Septième", "lagune@gmail.com", "+225 05 77 77 77 77");
        var otherFreeMail = await EnterAsync("Huitième", "huit@gmail.com", "+225 05 88 88 88 88");

        var found = await CandidatesAsync(one.Id);
        Assert.Equal(
            [(sameNumber.Id, "idu"), (sameName.Id, "name"), (samePhone.Id, "phone"), (likeName.Id, "similar-name"), (sameDomain.Id, "domain")],
            found.Select(each => (each.Organisation.Id, string.Join(' ', each.Why))));
        Assert.Equal(found.Select(each => each.Likeness).OrderDescending(), found.Select(each => each.Likeness));
        Assert.All(found, each => Assert.InRange(each.Likeness, 0.3, 1));
        Assert.DoesNotContain(await CandidatesAsync(freeMail.Id), each => each.Organisation.Id == otherFreeMail.Id);

        // Whoever has left is no candidate, from either side.
        await membership.PostAsync<OrganisationDetails>($"organisations/{sameName.Id}/withdraw", new WithdrawOrganisationRequest("other"));
        Assert.DoesNotContain(await CandidatesAsync(one.Id), each => each.Organisation.Id == sameName.Id);
        Assert.Empty(await CandidatesAsync(sameName.Id));
    }

    [Fact]
    public async Task Pairs_are_found_by_themselves_and_what_was_decided_is_not_asked_again()
    {
        var (one, other) = (await EnterAsync("Savane Logiciels", "a@savane.example", "+225 05 10 10 10 10"), await EnterAsync("Savane logiciel", "b@sahel.example", "+225 05 20 20 20 20"));
        await LookAsync();
        var pair = Assert.Single(await PairsAsync(), Is(one, other));
        Assert.Equal(("similar-name", null), (Assert.Single(pair.Why), pair.DismissedAt));

        // Another name: the pair is gone without anybody's word.
        await RenameAsync(other, "Forêt Réseaux");
        await LookAsync();
        Assert.DoesNotContain(await PairsAsync(), pair => Is(one, other)(pair));
        await RenameAsync(other, "Savane Logiciels SA");
        await LookAsync();
        Assert.Equal(["name"], Assert.Single(await PairsAsync(), Is(one, other)).Why);

        var said = await membership.PostAsync<DuplicatePairDetails>($"duplicates/{other.Id}/{one.Id}/dismiss", new { });
        Assert.NotNull(said.DismissedAt);
        await RenameAsync(other, "Savane Logiciels");
        await LookAsync();
        Assert.DoesNotContain(await PairsAsync(), pair => Is(one, other)(pair));
        Assert.Single(await PairsAsync("?dismissed=true"), Is(one, other));
        Assert.True(Assert.Single(await CandidatesAsync(one.Id), each => each.Organisation.Id == other.Id).Dismissed);
        await membership.PostAsync<DuplicatePairDetails>($"duplicates/{one.Id}/{other.Id}/reopen", new { });
        Assert.Single(await PairsAsync(), Is(one, other));

        await membership.PostAsync<OrganisationDetails>($"organisations/{other.Id}/withdraw", new WithdrawOrganisationRequest("other"));
        Assert.DoesNotContain(await PairsAsync(), pair => Is(one, other)(pair)); // before anything has looked again
        using var unknown = await membership.Manager.PostAsync($"{PeopleFixture.Api}/duplicates/{one.Id}/{Guid.CreateVersion7()}/dismiss", null);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Two_may_be_said_to_be_two_before_anything_has_found_them_and_the_list_is_paged()
    {
        var organisations = new List<OrganisationDetails>();
        foreach (var at in Enumerable.Range(1, 4)) organisations.Add(await EnterAsync("Baobab Données", $"{at}@baobab{at}.example", $"+225 05 3{at} 30 30 30"));
        var alone = await EnterAsync("Sans pareil", "x@sanspareil.example", "+225 05 40 40 40 40");
        Assert.Empty((await membership.PostAsync<DuplicatePairDetails>($"duplicates/{alone.Id}/{organisations[0].Id}/dismiss", new { })).Why);
        await LookAsync();

        var ids = organisations.Select(one => one.Id).ToHashSet();
        var (seen, path) = (new List<DuplicatePairDetails>(), "duplicates?limit=4&count=true");
        while (true)
        {
            var page = await membership.GetAsync<Page<DuplicatePairDetails>>(path);
            Assert.InRange(page.Items.Count, 1, 4);
            seen.AddRange(page.Items);
            if (page.Next is null) break;
            path = $"duplicates?limit=4&after={page.Next}";
        }

        Assert.Equal(6, seen.Count(pair => ids.Contains(pair.First.Id) && ids.Contains(pair.Second.Id)));
        Assert.Equal(seen.Count, seen.Select(pair => (pair.First.Id, pair.Second.Id)).Distinct().Count());
        Assert.Equal(seen.Select(pair => pair.Likeness).OrderDescending(), seen.Select(pair => pair.Likeness));
    }

    [Fact]
    public async Task Looking_for_one_organisation_reads_by_indexes_alone()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MembershipDb>();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlAsync($"set enable_seqscan = off"); // tables of a test are too small to be worth an index
        await using var command = new NpgsqlCommand("explain " + LikeOrganisations.OfOne, (NpgsqlConnection)db.Database.GetDbConnection());
        LikeOrganisations.AddParameters(command, Guid.CreateVersion7());
        await using var row = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await row.ReadAsync()) plan.Add(row.GetString(0));
        Assert.DoesNotContain(plan, line => line.Contains("Seq Scan", StringComparison.Ordinal));
        foreach (var index in (string[])["ix_organisations_idu", "ix_organisations_rccm", "ix_organisations_ncc", "ix_organisations_candidates_namekey", "ix_people_candidates_domain"])
            Assert.Contains(plan, line => line.Contains(index, StringComparison.Ordinal));
    }

    static Predicate<DuplicatePairDetails> Is(OrganisationDetails one, OrganisationDetails other) =>
        pair => (pair.First.Id == one.Id && pair.Second.Id == other.Id) || (pair.First.Id == other.Id && pair.Second.Id == one.Id);

    Task<IReadOnlyList<DuplicateCandidate>> CandidatesAsync(Guid id) => membership.GetAsync<IReadOnlyList<DuplicateCandidate>>($"organisations/{id}/duplicates");

    async Task<IReadOnlyList<DuplicatePairDetails>> PairsAsync(string query = "?limit=200") =>
        (await membership.GetAsync<Page<DuplicatePairDetails>>("duplicates" + query)).Items;

    async Task<OrganisationDetails> EnterAsync(string name, string email, string phone) =>
        await membership.PostAsync<OrganisationDetails>("organisations", MembershipFixture.Request(name) with { Contact = new("Awa Exemple", email, phone, "fr") });

    async Task<OrganisationDetails> NumberedAsync(OrganisationDetails one, string idu) => await membership.PutAsync<OrganisationDetails>(
        $"organisations/{one.Id}/registration", one.Version, new RegistrationRequest(idu, null, null, null, null, false));

    async Task RenameAsync(OrganisationDetails one, string name)
    {
        var now = await membership.GetAsync<OrganisationDetails>($"organisations/{one.Id}");
        await membership.PutAsync<OrganisationDetails>(
            $"organisations/{one.Id}", now.Version,
            new ChangeProfileRequest(name, null, now.Type, now.Country, now.Region, now.Town, now.Website, now.Description, null));
    }

    /// <summary>What recurs every minute, now.</summary>
    async Task LookAsync()
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<LookForDuplicates>(scope.ServiceProvider).RunAsync(CancellationToken.None);
    }
}
