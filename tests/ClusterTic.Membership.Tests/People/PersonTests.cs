using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.People;

public sealed class PersonTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task People_are_found_by_words_of_name_or_address_without_accents_page_by_page()
    {
        foreach (var (name, number) in new[] { ("Éloïse N’Guessan", 1), ("Eloise Zadi", 2), ("Marc Éloi", 3), ("Personne Autre", 4) })
        {
            var organisation = await membership.RegisterAsync($"Recherche {number}");
            await membership.PostAsync<OrganisationContact>(
                $"organisations/{organisation.Id}/contacts", new AddContactRequest(name, $"recherche{number}.100%@exemple.example", null, "other"));
        }

        Assert.Equal(["Éloïse N’Guessan", "Eloise Zadi", "Marc Éloi"], await NamesAsync("?q=ELOI"));
        Assert.Equal(["Eloise Zadi"], await NamesAsync("?q=zadi recherche2"));
        Assert.Equal(4, (await NamesAsync("?q=100%25@")).Count);
        Assert.Empty(await NamesAsync("?q=1_0"));
        Assert.Equal(["Recherche 3"], (await membership.GetAsync<Page<PersonEntry>>("people?q=recherche3")).Items.Single().Organisations);

        var seen = new List<string>();
        for (string? next = ""; next is not null;)
        {
            var page = await membership.GetAsync<Page<PersonEntry>>($"people?q=eloi&limit=2{(next.Length > 0 ? "&after=" + next : "")}");
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items.Select(one => one.Name));
            next = page.Next;
        }

        Assert.Equal(await NamesAsync("?q=eloi"), seen);
    }

    [Fact]
    public async Task A_person_is_changed_everywhere_and_others_learn_of_name_address_and_language_alone()
    {
        var person = await membership.PersonAsync("Change de nom");
        var email = $"{Guid.CreateVersion7():N}@exemple.example";
        var changed = await membership.PutAsync<PersonDetails>($"people/{person.Id}", person.Version, new ChangePersonRequest("Awa Nouvelle", " " + email.ToUpperInvariant(), "en"));
        Assert.Equal(("Awa Nouvelle", email, "en", person.Version + 1), (changed.Name, changed.Email, changed.Language, changed.Version));
        var organisation = await membership.GetAsync<OrganisationDetails>($"organisations/{person.Organisations[0].OrganisationId}");
        Assert.Equal("Awa Nouvelle", organisation.Contact!.Name);
        Assert.Contains((await membership.GetAsync<Page<FieldChange>>($"people/{person.Id}/history")).Items, one => (one.Field, one.Personal) == ("email", true));
    }

    [Fact]
    public async Task An_address_is_one_persons_alone_and_the_refusal_names_whose()
    {
        var (mine, other) = (await membership.PersonAsync("Mienne"), await membership.PersonAsync("Autre"));
        Assert.Equal("email-taken", await membership.BrokenByPutAsync($"people/{mine.Id}", mine.Version, new ChangePersonRequest("Awa", other.Email, "fr")));
        using var answer = await membership.SendPutAsync($"people/{mine.Id}", mine.Version, new ChangePersonRequest("Awa", other.Email, "fr"));
        Assert.Contains(other.Name, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "z", null, "sex")]
    [InlineData("de", null, null, "language")]
    [InlineData("fr", null, 1850, "birthYear")]
    [InlineData("fr", null, 2999, "birthYear")]
    public async Task What_cannot_be_is_refused_with_its_field(string language, string? sex, int? year, string field)
    {
        var person = await membership.PersonAsync("Champ " + field);
        using var answer = await membership.SendPutAsync($"people/{person.Id}", person.Version, new ChangePersonRequest("Awa", person.Email, language, sex, year));
        Assert.Equal(field, await PeopleFixture.FaultAsync(answer));
    }

    [Fact]
    public async Task Sex_and_year_of_birth_need_a_consent_and_go_with_it_from_the_history_too()
    {
        var person = await membership.PersonAsync("Statistiques");
        var request = new ChangePersonRequest(person.Name, person.Email, "fr", "f", 1987);
        Assert.Equal("statistics-consent-missing", await membership.BrokenByPutAsync($"people/{person.Id}", person.Version, request));
        await ConsentAsync(person.Id, "newsletter", "form");
        Assert.Equal("statistics-consent-missing", await membership.BrokenByPutAsync($"people/{person.Id}", person.Version, request with { Sex = null }));

        var consent = await ConsentAsync(person.Id, "statistics", "paper");
        Assert.Equal(("2", "paper", null), (consent.TextVersion, consent.How, consent.WithdrawnAt));
        Assert.StartsWith("manager-backdate@", consent.By, StringComparison.Ordinal);
        var kept = await membership.PutAsync<PersonDetails>($"people/{person.Id}", person.Version, request);
        Assert.Equal(("f", 1987), (kept.Sex, kept.BirthYear));

        await membership.PostAsync<ConsentDetails>($"people/{person.Id}/consents/{consent.Id}/withdraw", new StepRequest());
        var after = await membership.GetAsync<PersonDetails>($"people/{person.Id}");
        Assert.Equal((null, null), (after.Sex, after.BirthYear));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await membership.SendPutAsync($"people/{person.Id}", kept.Version, request)).StatusCode);
        var told = (await membership.GetAsync<Page<FieldChange>>($"people/{person.Id}/history?limit=200")).Items.Where(one => one.Field is "sex" or "birthYear").ToList();
        Assert.Equal(4, told.Count); // that they came and went is known
        Assert.All(told, one => Assert.Equal((null, null, true), (one.Before?.ToString(), one.After?.ToString(), one.ErasedAt is not null)));

        // In no fact, ever.
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select count(*)::int from history where after::text like '%1987%' or before::text like '%1987%'");
        Assert.Equal(0, await command.ExecuteScalarAsync());
        Assert.DoesNotContain(typeof(PersonState).GetProperties(), property => property.Name is "Sex" or "BirthYear");
    }

    [Fact]
    public async Task A_consent_is_given_once_and_withdrawn_once_and_can_be_given_again()
    {
        var person = await membership.PersonAsync("Consentements");
        var consent = await ConsentAsync(person.Id, "newsletter", "mail");
        Assert.Equal("consent-given-already", await membership.BrokenByPostAsync($"people/{person.Id}/consents", new GiveConsentRequest("newsletter", "form")));
        var path = $"people/{person.Id}/consents/{consent.Id}/withdraw";
        Assert.Equal("withdrawn-before-given", await membership.BrokenByPostAsync(path, new StepRequest(consent.GivenAt.AddDays(-1))));
        Assert.NotNull((await membership.PostAsync<ConsentDetails>(path, new StepRequest())).WithdrawnAt);
        Assert.Equal("consent-withdrawn-already", await membership.BrokenByPostAsync(path, new StepRequest()));
        var again = await ConsentAsync(person.Id, "newsletter", "form");
        Assert.Equal([again.Id, consent.Id], (await membership.GetAsync<Page<ConsentDetails>>($"people/{person.Id}/consents")).Items.Select(one => one.Id));

        using var unknown = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{person.Id}/consents", new GiveConsentRequest("everything", "form"));
        Assert.Equal("purpose", await PeopleFixture.FaultAsync(unknown));
        using var way = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/people/{person.Id}/consents", new GiveConsentRequest("statistics", "telepathy"));
        Assert.Equal("how", await PeopleFixture.FaultAsync(way));
    }

    [Fact]
    public async Task A_consent_to_an_older_wording_goes_with_the_newer_one()
    {
        var person = await membership.PersonAsync("Ancien texte");
        await using var older = membership.Service.StartReplica(("Cluster:Consents:0:Code", "newsletter"), ("Cluster:Consents:0:Version", "0"));
        using var answer = await older.As("manager").PostAsJsonAsync($"{PeopleFixture.Api}/people/{person.Id}/consents", new GiveConsentRequest("newsletter", "paper"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var newer = await ConsentAsync(person.Id, "newsletter", "form");
        await membership.PostAsync<ConsentDetails>($"people/{person.Id}/consents/{newer.Id}/withdraw", new StepRequest());
        var all = (await membership.GetAsync<Page<ConsentDetails>>($"people/{person.Id}/consents")).Items;
        Assert.Equal(["1", "0"], all.Select(one => one.TextVersion));
        Assert.All(all, one => Assert.NotNull(one.WithdrawnAt));
    }

    async Task<IReadOnlyList<string>> NamesAsync(string query) =>
        [.. (await membership.GetAsync<Page<PersonEntry>>("people" + query)).Items.Select(one => one.Name)];

    Task<ConsentDetails> ConsentAsync(Guid person, string purpose, string how) =>
        membership.PostAsync<ConsentDetails>($"people/{person}/consents", new GiveConsentRequest(purpose, how));
}
