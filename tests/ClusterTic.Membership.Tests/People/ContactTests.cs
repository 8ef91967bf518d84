using System.Net;
using System.Net.Http.Json;

namespace ClusterTic.Membership.Tests.People;

public sealed class ContactTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task What_a_contact_was_is_in_its_history_until_the_person_is_erased()
    {
        var organisation = await membership.RegisterAsync("Avec passé");
        var path = $"organisations/{organisation.Id}/contacts";
        var added = await membership.PostAsync<OrganisationContact>(path, new AddContactRequest("Awa Passée", $"{Guid.CreateVersion7():N}@exemple.example", null, "technical", "Ingénieure", "+225 07 01 02 03 05"));
        Assert.Empty((await membership.GetAsync<Page<FieldChange>>($"{path}/{added.Id}/history")).Items);
        var changed = await membership.PutAsync<OrganisationContact>($"{path}/{added.Id}", added.Version, new ChangeContactRequest("director", "Directrice", "+225 07 01 02 03 05"));
        await membership.PutAsync<OrganisationContact>($"{path}/{added.Id}", changed.Version, new ChangeContactRequest("director", null, "+225 05 01 02 03 06"));

        var history = (await membership.GetAsync<Page<FieldChange>>($"{path}/{added.Id}/history")).Items;
        Assert.Equal(
            [("phone", "+2250701020305", "+2250501020306"), ("title", "Directrice", null), ("role", "technical", "director"), ("title", "Ingénieure", "Directrice")],
            history.OrderByDescending(one => one.Version).ThenBy(one => one.Field, StringComparer.Ordinal).Select(one => (one.Field, one.Before?.GetString(), one.After?.GetString())));
        Assert.All(history, one => Assert.Equal(("membership.contact.changed", "manager-backdate"), (one.Fact, one.ByName)));
        using var elsewhere = await membership.Manager.GetAsync($"{PeopleFixture.Api}/organisations/{Guid.CreateVersion7()}/contacts/{added.Id}/history");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);

        await membership.PostAsync<ErasureDetails>($"people/{added.PersonId}/erase", new ErasePersonRequest("request"));
        var left = (await membership.GetAsync<Page<FieldChange>>($"{path}/{added.Id}/history")).Items;
        Assert.All(left.Where(one => one.Field is "role" or "title" or "phone"), one => Assert.Equal((null, null, true), (one.Before?.GetString(), one.After?.GetString(), one.ErasedAt is not null)));
    }

    [Fact]
    public async Task Who_is_entered_with_an_organisation_is_its_main_contact()
    {
        var organisation = await membership.RegisterAsync("Avec contact");
        var main = Assert.Single(await membership.ContactsAsync(organisation.Id));
        Assert.Equal((organisation.Contact!.PersonId, true, "other", null), (main.PersonId, main.IsMain, main.Role, main.Until));
        Assert.Equal("+2250701020304", main.Phone);
    }

    [Fact]
    public async Task One_person_is_found_again_by_its_address_in_several_organisations()
    {
        var (first, second) = (await membership.RegisterAsync("Première"), await membership.RegisterAsync("Seconde"));
        var email = $"{Guid.CreateVersion7():N}@exemple.example";
        var one = await AddAsync(first.Id, new("Koffi Exemple", email, "en", "technical", "DSI", "07 01 02 03 05"));
        var two = await AddAsync(second.Id, new("K. Exemple", email.ToUpperInvariant(), "fr", "director"));
        Assert.Equal((one.PersonId, "Koffi Exemple", "en", "director"), (two.PersonId, two.Name, two.Language, two.Role));
        Assert.Equal(("DSI", "+2250701020305"), (one.Title, one.Phone));

        var person = await membership.GetAsync<PersonDetails>($"people/{one.PersonId}");
        Assert.Equal([("Première", "technical"), ("Seconde", "director")], person.Organisations.Select(each => (each.Organisation, each.Role)));
        Assert.Equal("contact-role-twice", await membership.BrokenByPostAsync($"organisations/{first.Id}/contacts", new AddContactRequest("Koffi", email, null, "technical")));
        var other = await AddAsync(first.Id, new("Koffi", email, null, "finance"));
        Assert.Equal("contact-role-twice", await membership.BrokenByPutAsync(Path(first.Id, other), other.Version, new ChangeContactRequest("technical", null, null)));
    }

    [Fact]
    public async Task Of_two_who_add_the_same_role_at_once_one_is_refused()
    {
        var organisation = await membership.RegisterAsync("À la fois");
        var person = await AddAsync(organisation.Id, new("Ama Exemple", $"{Guid.CreateVersion7():N}@exemple.example", null, "other"));
        var request = new AddContactRequest("Ama Exemple", person.Email, null, "commercial");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}/contacts", request)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Another_contact_becomes_the_main_one_and_the_organisation_says_so()
    {
        var organisation = await membership.RegisterAsync("Relève");
        var before = Assert.Single(await membership.ContactsAsync(organisation.Id));
        var added = await AddAsync(organisation.Id, new("Nouvelle Personne", $"{Guid.CreateVersion7():N}@exemple.example", "en", "director", null, "+225 05 01 02 03 04"));
        Assert.Equal("main-contact-cannot-end", await membership.BrokenByPostAsync(Path(organisation.Id, before) + "/end", new EndContactRequest()));

        var main = await membership.PostAsync<OrganisationContact>(Path(organisation.Id, added) + "/main", new { });
        Assert.True(main.IsMain);
        var shown = await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}");
        Assert.Equal((added.PersonId, "+2250501020304", organisation.Version + 1), (shown.Contact!.PersonId, shown.Contact.Phone, shown.Version));
        Assert.Equal(added.Id, Assert.Single(await membership.ContactsAsync(organisation.Id), one => one.IsMain).Id);

        // What is corrected there is corrected with the organisation too.
        await membership.PutAsync<OrganisationContact>(Path(organisation.Id, added), main.Version, new ChangeContactRequest("director", "DG", null));
        Assert.Null((await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}")).Contact!.Phone);

        var ended = await membership.PostAsync<OrganisationContact>(Path(organisation.Id, before) + "/end", new EndContactRequest());
        Assert.NotNull(ended.Until);
        Assert.Equal("contact-has-ended", await membership.BrokenByPostAsync(Path(organisation.Id, before) + "/main", new { }));
        Assert.Equal("contact-has-ended", await membership.BrokenByPutAsync(Path(organisation.Id, before), ended.Version, new ChangeContactRequest("other", null, null)));
        // What has ended does not stand in the way of beginning anew.
        await AddAsync(organisation.Id, new("Awa", before.Email, null, before.Role));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_field()
    {
        var organisation = await membership.RegisterAsync("Fautes");
        var path = $"{PeopleFixture.Api}/organisations/{organisation.Id}/contacts";
        var right = new AddContactRequest("Awa Exemple", "awa@exemple.example", null, "other");
        foreach (var (wrong, field) in new[] { (right with { Role = "king" }, "role"), (right with { Phone = "12" }, "phone"), (right with { Email = "nowhere" }, "email") })
        {
            using var answer = await membership.Manager.PostAsJsonAsync(path, wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer), ignoreCase: true);
        }

        var contact = await AddAsync(organisation.Id, right with { Email = $"{Guid.CreateVersion7():N}@exemple.example", Since = new DateOnly(2026, 1, 10) });
        Assert.Equal("contact-ends-before-it-begins", await membership.BrokenByPostAsync(Path(organisation.Id, contact) + "/end", new EndContactRequest(new DateOnly(2026, 1, 9))));
        using var stale = await membership.SendPutAsync(Path(organisation.Id, contact), contact.Version + 1, new ChangeContactRequest("other", null, null));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        await membership.PostAsync<OrganisationDetails>($"organisations/{organisation.Id}/withdraw", new WithdrawOrganisationRequest("closed"));
        Assert.Equal("withdrawn-cannot-be-changed", await membership.BrokenByPostAsync($"organisations/{organisation.Id}/contacts", right));
        await membership.PostAsync<OrganisationContact>(Path(organisation.Id, contact) + "/end", new EndContactRequest());
    }

    Task<OrganisationContact> AddAsync(Guid organisation, AddContactRequest request) =>
        membership.PostAsync<OrganisationContact>($"organisations/{organisation}/contacts", request);

    static string Path(Guid organisation, OrganisationContact contact) => $"organisations/{organisation}/contacts/{contact.Id}";
}
