using System.Net;
using System.Net.Http.Json;
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

    [Fact]
    public async Task What_a_merged_organisation_was_invited_to_shows_under_the_one_that_goes_on_until_it_is_undone()
    {
        var (kept, other) = (State(Guid.CreateVersion7(), 1, "Gardée"), State(Guid.CreateVersion7(), 1, "Absorbée"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var one in (OrganisationState[])[kept, other]) await membership.PublishAsync(new OrganisationRegistered(one, now));
        foreach (var one in (OrganisationState[])[kept, other]) await FindAsync(one.Id, 1);
        var workshop = await events.PublishedAsync();
        await InviteAsync(workshop.Id, other.Id);
        await events.RegisteredAsync(workshop.Id, Somebody(organisation: other.Id));

        await membership.PublishAsync(new OrganisationMerged(other with { Version = 2, Status = "merged", MergedInto = kept.Id }, kept.Id, "test", now));
        await FindAsync(other.Id, 2);
        Assert.Equal((kept.Id, "Gardée"), Shown(Assert.Single(await events.RegistrationsAsync(workshop.Id))));
        Assert.Equal((kept.Id, "Gardée"), Invited(Assert.Single(await InvitationsAsync(workshop.Id))));
        // It is invited already, by whichever of the two it is asked for.
        Assert.Equal(new InviteResult(0, 1), await InviteAsync(workshop.Id, kept.Id));
        Assert.Equal(new InviteResult(0, 1), await InviteAsync(workshop.Id, other.Id));

        await membership.PublishAsync(new OrganisationSeparated(other with { Version = 3 }, kept.Id, "test", now));
        await FindAsync(other.Id, 3);
        Assert.Equal((other.Id, "Absorbée"), Shown(Assert.Single(await events.RegistrationsAsync(workshop.Id))));
        Assert.Equal(new InviteResult(1, 0), await InviteAsync(workshop.Id, kept.Id));
        Assert.Equal([(other.Id, "Absorbée"), (kept.Id, "Gardée")], (await InvitationsAsync(workshop.Id)).Select(Invited));

        static (Guid?, string?) Shown(RegistrationDetails one) => (one.OrganisationId, one.OrganisationName);
        static (Guid, string?) Invited(InvitationDetails one) => (one.OrganisationId, one.OrganisationName);
    }

    async Task<InviteResult> InviteAsync(Guid id, Guid organisation)
    {
        using var answer = await events.Manager.PostAsJsonAsync($"{Api}/events/{id}/invitations", new InviteRequest([organisation]));
        return await ReadAsync<InviteResult>(answer, HttpStatusCode.OK);
    }

    async Task<IReadOnlyList<InvitationDetails>> InvitationsAsync(Guid id) =>
        (await events.Manager.GetFromJsonAsync<Page<InvitationDetails>>($"{Api}/events/{id}/invitations"))!.Items;

    Task<Organisation> FindAsync(Guid id, long version) => Eventually.GetAsync(
        () => events.InDbAsync(db => db.Organisations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id)),
        found => found?.Version >= version,
        $"organisation {id} in version {version}")!;

    static OrganisationState State(Guid id, long version, string name) =>
        new(id, version, name, null, "company", "CI", "CI-AB", "Abidjan", "member", "member", null, null, null, []);
}
