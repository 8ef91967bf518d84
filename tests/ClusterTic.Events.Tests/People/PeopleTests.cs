using ClusterTic.Events.People;
using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.People;

public sealed class PeopleTests(EventsFixture events) : IClassFixture<EventsFixture>, IAsyncLifetime
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    Broker membership = null!;

    public async ValueTask InitializeAsync() => membership = await Broker.ConnectAsync(events.Service.Place.Broker);

    public ValueTask DisposeAsync() => membership.DisposeAsync();

    [Fact]
    public async Task Somebody_whom_Membership_knows_registers_under_Memberships_id()
    {
        var known = Person("Aya Connue");
        await membership.PublishAsync(new PersonRegistered(known, Now));
        await FindAsync(known.Id, 1);
        var workshop = await events.PublishedAsync();

        var registration = await events.RegisteredAsync(workshop.Id, Somebody(known.Email.ToUpperInvariant(), name: "A. Connue"));

        Assert.Equal((known.Id, "Aya Connue"), (registration.PersonId, registration.Name));
        Assert.Equal(known.Id, await FactIdAsync(registration.Id));
    }

    [Fact]
    public async Task Somebody_who_registered_first_is_linked_and_keeps_one_id_in_all_facts()
    {
        var person = Person("Aya Officielle");
        var before = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(person.Email, name: "Aya d’avant"));
        Assert.Equal("Aya d’avant", before.Name);

        await membership.PublishAsync(new PersonRegistered(person, Now));
        await FindAsync(person.Id, 1);

        var shown = Assert.Single(await events.RegistrationsAsync(before.EventId));
        Assert.Equal((person.Id, "Aya Officielle"), (shown.PersonId, shown.Name));
        var after = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(person.Email));
        Assert.Equal(person.Id, after.PersonId);
        Assert.Equal(before.PersonId, await FactIdAsync(before.Id));
        Assert.Equal(before.PersonId, await FactIdAsync(after.Id));
    }

    [Fact]
    public async Task A_new_address_of_somebody_linked_leads_to_the_same_person()
    {
        var person = Person("Aya Déménage");
        var workshop = await events.PublishedAsync();
        var before = await events.RegisteredAsync(workshop.Id, Somebody(person.Email));
        await membership.PublishAsync(new PersonRegistered(person, Now));
        var moved = person with { Version = 2, Email = $"{Guid.CreateVersion7():N}@nouvelle.example" };
        await membership.PublishAsync(new PersonChanged(moved, Now));
        await FindAsync(person.Id, 2);

        var again = await ReadAsync<RegistrationDetails>(
            await events.RegisterAsync(workshop.Id, Somebody(moved.Email)), System.Net.HttpStatusCode.OK);

        Assert.Equal(before.Id, again.Id);
    }

    [Fact]
    public async Task It_does_so_also_where_the_change_overtakes_what_came_before_it()
    {
        var person = Person("Aya Dépasse");
        var workshop = await events.PublishedAsync();
        var before = await events.RegisteredAsync(workshop.Id, Somebody(person.Email));
        var moved = person with { Version = 2, Email = $"{Guid.CreateVersion7():N}@nouvelle.example" };
        await membership.PublishAsync(new PersonChanged(moved, Now));
        await FindAsync(person.Id, 2);
        await membership.PublishAsync(new PersonRegistered(person, Now));

        await Eventually.HoldsAsync(
            async () => Assert.Single(await events.RegistrationsAsync(workshop.Id)).PersonId == person.Id, "the registration to be linked");
        var again = await ReadAsync<RegistrationDetails>(
            await events.RegisterAsync(workshop.Id, Somebody(moved.Email)), System.Net.HttpStatusCode.OK);

        Assert.Equal(before.Id, again.Id);
    }

    [Fact]
    public async Task An_older_state_of_a_person_arriving_late_changes_nothing()
    {
        var person = Person("Aya d’aujourd’hui");
        await membership.PublishAsync(new PersonChanged(person with { Version = 4 }, Now));
        await membership.PublishAsync(new PersonRegistered(person with { Version = 1, Name = "Aya d’hier", Email = "hier@exemple.example" }, Now));
        var last = Person("Dernière");
        await membership.PublishAsync(new PersonRegistered(last, Now));
        await FindAsync(last.Id, 1);

        Assert.Equal("Aya d’aujourd’hui", (await FindAsync(person.Id, 4)).Name);
    }

    [Fact]
    public async Task Registering_and_hearing_of_the_same_person_at_once_makes_one_person()
    {
        foreach (var round in Enumerable.Range(0, 10))
        {
            var person = Person($"Aya {round}");
            var workshop = await events.PublishedAsync();

            var registering = events.RegisterAsync(workshop.Id, Somebody(person.Email));
            await membership.PublishAsync(new PersonRegistered(person, Now));
            Assert.Equal(System.Net.HttpStatusCode.Created, (await registering).StatusCode);
            await FindAsync(person.Id, 1);

            Assert.Equal(person.Id, Assert.Single(await events.RegistrationsAsync(workshop.Id)).PersonId);
        }
    }

    Task<Person> FindAsync(Guid id, long version) => Eventually.GetAsync(
        () => events.InDbAsync(db => db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id)),
        found => found?.Version >= version,
        $"person {id} in version {version}")!;

    /// <summary>The person id that the facts of a registration carry.</summary>
    Task<Guid> FactIdAsync(Guid registration) =>
        events.InDbAsync(async db => (await db.Registrations.AsNoTracking().SingleAsync(one => one.Id == registration)).ToState().PersonId);

    static PersonState Person(string name) => new(Guid.CreateVersion7(), 1, name, $"{Guid.CreateVersion7():N}@exemple.example", "fr");
}
