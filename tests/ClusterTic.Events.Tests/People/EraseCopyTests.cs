using System.Text.Json;
using ClusterTic.Events.People;
using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.People;

public sealed class EraseCopyTests(EventsFixture events) : IClassFixture<EventsFixture>, IAsyncLifetime
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    Broker membership = null!;
    IReadOnlyList<Broker.Received> answers = null!;

    public async ValueTask InitializeAsync()
    {
        membership = await Broker.ConnectAsync(events.Service.Place.Broker);
        answers = await membership.ListenAsync("membership-erasures", "erasure.*");
    }

    public ValueTask DisposeAsync() => membership.DisposeAsync();

    [Fact]
    public async Task Name_and_address_go_under_every_id_the_place_stays_and_Membership_is_told()
    {
        var person = Person("Aya Effacée");
        var workshop = await events.PublishedAsync();
        await events.RegisteredAsync(workshop.Id, Somebody(person.Email, name: "Aya d’avant")); // before Membership knew them
        await membership.PublishAsync(new PersonRegistered(person, Now));
        await FindAsync(person.Id, one => one is not null);

        var (order, erased) = await EraseAsync(person, 2);

        Assert.Equal(("events", order, person.Id, null), (erased.Service, erased.ErasureId, erased.PersonId, erased.Kept));
        Assert.Superset(
            new HashSet<(string, int)>([("people", 2), ("addresses", 1), ("registrations-without-name", 1)]), erased.Erased.Select(one => (one.What, one.Count)).ToHashSet());
        Assert.Equal((person.Id, "—"), Assert.Single((await events.RegistrationsAsync(workshop.Id)).Select(one => (one.PersonId, one.Name))));
        Assert.Empty(await events.InDbAsync(db => db.People.Where(one => one.Email == person.Email || one.Name.StartsWith("Aya d") || one.Name == person.Name).ToListAsync()));
        Assert.DoesNotContain(answers, one => one.Body.Contains(person.Email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_arrives_late_brings_nothing_back()
    {
        var person = Person("Aya Tardive");
        await EraseAsync(person, 3); // overtakes all that came before it
        await membership.PublishAsync(new PersonRegistered(person, Now));
        await membership.PublishAsync(new PersonChanged(person with { Version = 2 }, Now));
        var last = Person("Dernière");
        await membership.PublishAsync(new PersonRegistered(last, Now));
        await FindAsync(last.Id, one => one is not null);

        var left = await FindAsync(person.Id, one => one is not null);
        Assert.Equal(("—", $"{person.Id}@erased.invalid", 3), (left!.Name, left.Email, left.Version));
        var again = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(person.Email, name: "Aya Nouvelle"));
        Assert.NotEqual(person.Id, again.PersonId);
        Assert.Equal("Aya Nouvelle", again.Name);
    }

    [Fact]
    public async Task Delivered_twice_it_is_confirmed_twice_with_nothing_more_to_do()
    {
        var person = Person("Aya Deux");
        await membership.PublishAsync(new PersonRegistered(person, Now));
        await FindAsync(person.Id, one => one is not null);
        var fact = Erased(person, 2, Guid.CreateVersion7());
        await membership.PublishAsync(fact);
        await membership.PublishAsync(fact); // under another message id: the inbox knows only its own
        var both = await Eventually.GetAsync(() => Task.FromResult(Answers(fact.ErasureId)), all => all.Count == 2, "two confirmations");
        Assert.Contains(("addresses", 1), both[0].Erased.Select(one => (one.What, one.Count)));
        Assert.DoesNotContain(both[1].Erased, one => one.What == "addresses");
    }

    [Fact]
    public async Task Who_comes_back_under_the_address_is_found_by_it_also_where_the_new_record_overtakes()
    {
        var (person, back) = (Person("Aya Première"), Person("Aya Revenue"));
        back = back with { Email = person.Email };
        await membership.PublishAsync(new PersonRegistered(person, Now));
        await membership.PublishAsync(new PersonRegistered(back, Now));
        await FindAsync(back.Id, one => one is not null);
        await EraseAsync(person, 2);

        var registration = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(person.Email));
        Assert.Equal((back.Id, "Aya Revenue"), (registration.PersonId, registration.Name));
    }

    [Fact]
    public async Task The_person_can_be_given_all_that_is_held_and_each_look_at_the_list_is_on_record()
    {
        var person = Person("Aya Demande");
        await membership.PublishAsync(new PersonRegistered(person, Now));
        await FindAsync(person.Id, one => one is not null);
        var workshop = await events.PublishedAsync();
        await events.RegisteredAsync(workshop.Id, Somebody(person.Email));
        await events.RegistrationsAsync(workshop.Id);

        var data = await ReadAsync<PersonData>(await events.Manager.GetAsync($"{Api}/people/{person.Id}/data"), System.Net.HttpStatusCode.OK);
        Assert.Equal(person.Email, data.Categories.Single(one => one.Code == "people").Entries[0].Fields.Single(one => one.Name == "email").Value);
        Assert.Contains(data.Categories.Single(one => one.Code == "registrations").Entries[0].Fields, one => (one.Name, one.Value) == ("status", "confirmed"));
        var accesses = await ReadAsync<Page<DataAccess>>(await events.Manager.GetAsync($"{Api}/accesses?limit=200"), System.Net.HttpStatusCode.OK);
        Assert.Contains(accesses.Items, one => (one.Endpoint, one.PersonId) == ("people.data", person.Id));
        Assert.Contains(accesses.Items, one => (one.Endpoint, one.AboutId, one.Shown) == ("participants.list", workshop.Id, 1));
    }

    async Task<(Guid Order, ErasureConfirmationState Confirmation)> EraseAsync(PersonState person, long version)
    {
        var order = Guid.CreateVersion7();
        await membership.PublishAsync(Erased(person, version, order));
        return (order, (await Eventually.GetAsync(() => Task.FromResult(Answers(order)), all => all.Count == 1, "the confirmation"))[0]);
    }

    List<ErasureConfirmationState> Answers(Guid order) => [.. answers
        .Select(one => JsonSerializer.Deserialize<ErasureConfirmed>(one.Body, JsonSerializerOptions.Web)!.Confirmation).Where(one => one.ErasureId == order)];

    static PersonErased Erased(PersonState person, long version, Guid order) =>
        new(person with { Version = version, Name = "—", Email = $"{person.Id}@erased.invalid" }, order, person.Email, Now);

    Task<Person?> FindAsync(Guid id, Func<Person?, bool> enough) => Eventually.GetAsync(
        () => events.InDbAsync(db => db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id)), enough, $"person {id}");

    static PersonState Person(string name) => new(Guid.CreateVersion7(), 1, name, $"{Guid.CreateVersion7():N}@exemple.example", "fr");
}
