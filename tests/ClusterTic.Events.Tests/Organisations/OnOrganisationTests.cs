using ClusterTic.Events.Organisations;
using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Organisations;

public sealed class OnOrganisationTests(EventsFixture events) : IClassFixture<EventsFixture>, IAsyncLifetime
{
    Broker membership = null!;

    public async ValueTask InitializeAsync() => membership = await Broker.ConnectAsync(events.Service.Place.Broker);

    public ValueTask DisposeAsync() => membership.DisposeAsync();

    [Fact]
    public async Task An_older_version_arriving_late_changes_nothing()
    {
        var id = Guid.CreateVersion7();
        var now = TimeProvider.System.GetUtcNow();
        await membership.PublishAsync(new OrganisationProfileChanged(State(id, 5, "Le nom d’aujourd’hui"), now));
        await membership.PublishAsync(new OrganisationRegistered(State(id, 1, "Le nom d’avant"), now));
        await membership.PublishAsync(new OrganisationAnnounced(State(id, 5, "Le nom d’aujourd’hui"), now));
        var last = Guid.CreateVersion7();
        await membership.PublishAsync(new OrganisationRegistered(State(last, 1, "La dernière"), now));

        await FindAsync(last, 1);

        Assert.Equal("Le nom d’aujourd’hui", (await FindAsync(id, 5)).Name);
    }

    [Fact]
    public async Task A_registration_for_an_organisation_not_heard_of_yet_shows_its_name_later()
    {
        var id = Guid.CreateVersion7();
        var workshop = await events.PublishedAsync();
        var registration = await events.RegisteredAsync(workshop.Id, Somebody(organisation: id));
        Assert.Equal((id, null), (registration.OrganisationId, registration.OrganisationName));

        await membership.PublishAsync(new OrganisationRegistered(State(id, 1, "Fromager Numérique"), TimeProvider.System.GetUtcNow()));
        await FindAsync(id, 1);

        Assert.Equal("Fromager Numérique", Assert.Single(await events.RegistrationsAsync(workshop.Id)).OrganisationName);
    }

    [Fact]
    public async Task A_copy_that_was_lost_is_made_again_from_announcements()
    {
        var organisations = Enumerable.Range(1, 5).Select(number => State(Guid.CreateVersion7(), number, $"Organisation {number}")).ToList();
        foreach (var one in organisations) await membership.PublishAsync(new OrganisationRegistered(one, TimeProvider.System.GetUtcNow()));
        foreach (var one in organisations) await FindAsync(one.Id, one.Version);
        await events.InDbAsync(db => db.Database.ExecuteSqlAsync($"delete from organisations"));

        foreach (var one in organisations) await membership.PublishAsync(new OrganisationAnnounced(one, TimeProvider.System.GetUtcNow()));

        foreach (var one in organisations) Assert.Equal(one.Name, (await FindAsync(one.Id, one.Version)).Name);
    }

    Task<Organisation> FindAsync(Guid id, long version) => Eventually.GetAsync(
        () => events.InDbAsync(db => db.Organisations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id)),
        found => found?.Version >= version,
        $"organisation {id} in version {version}")!;

    static OrganisationState State(Guid id, long version, string name) =>
        new(id, version, name, null, "company", "CI", "CI-AB", "Abidjan", "member", "member", null, null, null, []);
}
