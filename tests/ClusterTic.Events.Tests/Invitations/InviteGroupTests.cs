using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Testing;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Invitations;

public sealed class InviteGroupTests(EventsFixture events) : IClassFixture<EventsFixture>, IAsyncLifetime
{
    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    Broker membership = null!;

    public async ValueTask InitializeAsync() => membership = await Broker.ConnectAsync(events.Service.Place.Broker);

    public ValueTask DisposeAsync() => membership.DisposeAsync();

    [Fact]
    public async Task Who_is_in_a_published_group_is_invited_once_however_large_the_group_is()
    {
        var organisations = Enumerable.Range(0, 1203).Select(_ => Guid.CreateVersion7()).ToList();
        var group = State(1, organisations);
        await membership.PublishAsync(new GroupPublished(group, Now));
        Assert.Equal(1203, (await FoundAsync(group.Id, one => one is not null))!.Organisations);
        var workshop = await events.PublishedAsync();
        await events.Manager.PostAsJsonAsync($"{Api}/events/{workshop.Id}/invitations", new InviteRequest([organisations[0], organisations[1100]]));

        // Counting invites nobody.
        for (var times = 0; times < 2; times++)
            Assert.Equal(new InviteResult(1201, 2), await ReadAsync<InviteResult>(await InviteAsync(workshop.Id, group.Id, "?dryRun=true"), HttpStatusCode.OK));
        Assert.Equal(new InviteResult(1201, 2), await ReadAsync<InviteResult>(await InviteAsync(workshop.Id, group.Id), HttpStatusCode.OK));
        Assert.Equal(new InviteResult(0, 1203), await ReadAsync<InviteResult>(await InviteAsync(workshop.Id, group.Id), HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.NotFound, (await InviteAsync(Guid.CreateVersion7(), group.Id)).StatusCode);
    }

    [Fact]
    public async Task The_newest_publication_counts_and_what_is_closed_is_invited_no_more()
    {
        var group = State(2, [Guid.CreateVersion7(), Guid.CreateVersion7()]);
        await membership.PublishAsync(new GroupPublished(group, Now));
        await FoundAsync(group.Id, one => one?.Organisations == 2);
        await membership.PublishAsync(new GroupPublished(group with { Version = 1, OrganisationIds = [] }, Now)); // late
        await membership.PublishAsync(new GroupPublished(group with { Version = 3, OrganisationIds = [.. group.OrganisationIds, Guid.CreateVersion7()] }, Now));
        await FoundAsync(group.Id, one => one?.Organisations == 3);

        await membership.PublishAsync(new GroupClosed(group with { Version = 4, OrganisationIds = [], ClosedAt = Now }, Now));
        await FoundAsync(group.Id, one => one is null);
        var workshop = await events.PublishedAsync();
        await ProblemAsync(await InviteAsync(workshop.Id, group.Id), HttpStatusCode.BadRequest, "unknown-group");
        Assert.Equal(HttpStatusCode.Unauthorized, (await events.Anybody.GetAsync($"{Api}/groups")).StatusCode);
    }

    Task<HttpResponseMessage> InviteAsync(Guid id, Guid group, string query = "") =>
        events.Manager.PostAsJsonAsync($"{Api}/events/{id}/invitations/group{query}", new InviteGroupRequest(group));

    Task<InvitableGroup?> FoundAsync(Guid id, Func<InvitableGroup?, bool> isIt) => Eventually.GetAsync(
        async () => (await events.Manager.GetFromJsonAsync<Page<InvitableGroup>>($"{Api}/groups?limit=200"))!.Items.SingleOrDefault(one => one.Id == id),
        isIt, $"group {id}");

    static GroupState State(long version, IReadOnlyList<Guid> organisations) =>
        new(Guid.CreateVersion7(), version, $"groupe-{Guid.CreateVersion7():N}", new("Groupe", "Group"), organisations, Now);
}
