using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.People;

public sealed class MergeCopiesTests(EventsFixture events) : IClassFixture<EventsFixture>, IAsyncLifetime
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    Broker membership = null!;

    public async ValueTask InitializeAsync() => membership = await Broker.ConnectAsync(events.Service.Place.Broker);

    public ValueTask DisposeAsync() => membership.DisposeAsync();

    [Fact]
    public async Task Places_go_to_the_one_that_stays_and_one_event_counts_one_place()
    {
        var (kept, other) = (Person("Aya Gardée"), Person("Aya Doublée"));
        foreach (var person in new[] { kept, other }) await membership.PublishAsync(new PersonRegistered(person, Now));
        await HereAsync(kept.Id);
        await HereAsync(other.Id);
        var (alone, both) = (await events.PublishedAsync(), await events.PublishedAsync());
        var moved = await events.RegisteredAsync(alone.Id, Somebody(other.Email));
        var stays = await events.RegisteredAsync(both.Id, Somebody(kept.Email));
        var gives = await events.RegisteredAsync(both.Id, Somebody(other.Email));
        Assert.Equal(2, await TakenAsync(both.Id));

        await MergeAsync(other, kept);

        var one = Assert.Single(await events.RegistrationsAsync(alone.Id));
        Assert.Equal((moved.Id, kept.Id, "Aya Gardée"), (one.Id, one.PersonId, one.Name));
        Assert.Equal(kept.Id, await PersonIdAsync(moved.Id));
        var two = await events.RegistrationsAsync(both.Id);
        Assert.Equal([(stays.Id, "confirmed"), (gives.Id, "cancelled")], two.OrderBy(place => place.Id).Select(place => (place.Id, place.Status)));
        Assert.Equal(1, await TakenAsync(both.Id));

        // The address of the one that ended leads to the same human.
        var later = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(other.Email));
        Assert.Equal(kept.Id, await PersonIdAsync(later.Id));

        // What arrives late brings nothing back.
        await membership.PublishAsync(new PersonChanged(other with { Version = 2, Name = "Aya d’hier", Email = $"{Guid.CreateVersion7():N}@exemple.example" }, Now));
        var last = Person("Dernière");
        await membership.PublishAsync(new PersonRegistered(last, Now));
        await HereAsync(last.Id);
        var left = await events.InDbAsync(db => db.People.AsNoTracking().SingleAsync(person => person.Id == other.Id));
        Assert.Equal(("—", kept.Id), (left.Name, left.LinkedTo));
    }

    [Fact]
    public async Task Who_registered_before_anybody_knew_either_goes_along_in_whatever_order_it_arrives()
    {
        var (kept, other) = (Person("Aya Première"), Person("Aya Seconde"));
        var (workshop, second) = (await events.PublishedAsync(), await events.PublishedAsync());
        var early = await events.RegisteredAsync(workshop.Id, Somebody(other.Email, name: "Aya d’avant"));
        var own = await events.RegisteredAsync(second.Id, Somebody(kept.Email, name: "Aya la même"));

        await MergeAsync(other, kept); // neither was told of yet
        await membership.PublishAsync(new PersonRegistered(other, Now));
        await membership.PublishAsync(new PersonRegistered(kept, Now));
        var last = Person("Dernière");
        await membership.PublishAsync(new PersonRegistered(last, Now));
        await HereAsync(last.Id);

        foreach (var id in new[] { workshop.Id, second.Id })
            Assert.Equal((kept.Id, "Aya Première"), (await events.RegistrationsAsync(id)).Select(place => (place.PersonId, place.Name)).Single());
        Assert.Equal(await PersonIdAsync(own.Id), await PersonIdAsync(early.Id)); // one human, one id in the facts
        var again = await events.RegisteredAsync((await events.PublishedAsync()).Id, Somebody(other.Email));
        Assert.Equal(await PersonIdAsync(own.Id), await PersonIdAsync(again.Id));
    }

    async Task MergeAsync(PersonState other, PersonState kept)
    {
        await membership.PublishAsync(new PersonMerged(
            other with { Version = 3, Name = "—", Email = $"{other.Id}@merged.invalid" }, kept with { Version = 2 }, other.Email, Now));
        await Eventually.HoldsAsync(
            () => events.InDbAsync(db => db.People.AnyAsync(person => person.Id == other.Id && person.LinkedTo == kept.Id)), "the two to be one");
    }

    Task HereAsync(Guid id) => Eventually.HoldsAsync(() => events.InDbAsync(db => db.People.AnyAsync(person => person.Id == id)), $"person {id}");

    Task<Guid> PersonIdAsync(Guid registration) => events.InDbAsync(db => db.Registrations.Where(one => one.Id == registration).Select(one => one.PersonId).SingleAsync());

    Task<int> TakenAsync(Guid id) => events.InDbAsync(db => db.Seats.Where(one => one.EventId == id).Select(one => one.Taken).SingleAsync());

    static PersonState Person(string name) => new(Guid.CreateVersion7(), 1, name, $"{Guid.CreateVersion7():N}@exemple.example", "fr");
}
