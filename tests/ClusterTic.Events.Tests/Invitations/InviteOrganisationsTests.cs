using System.Net;
using System.Net.Http.Json;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Invitations;

public sealed class InviteOrganisationsTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task A_second_call_invites_only_who_was_not_invited()
    {
        var workshop = await events.PublishedAsync();
        var organisations = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToList();

        Assert.Equal(new InviteResult(3, 0), await InviteAsync(workshop.Id, [.. organisations.Take(3), organisations[0]]));
        Assert.Equal(new InviteResult(2, 3), await InviteAsync(workshop.Id, organisations));

        var answer = await events.Manager.GetAsync($"{Api}/events/{workshop.Id}/invitations?limit=4&count=true");
        Assert.Equal("5", answer.Headers.GetValues("X-Total-Count").Single());
        var first = await ReadAsync<Page<InvitationDetails>>(answer, HttpStatusCode.OK);
        var second = await events.Manager.GetFromJsonAsync<Page<InvitationDetails>>($"{Api}/events/{workshop.Id}/invitations?limit=4&after={first.Next}");
        Assert.Equal(organisations.Order(), first.Items.Concat(second!.Items).Select(one => one.OrganisationId).Order());
        Assert.Null(second.Next);
        Assert.Equal(workshop.Version, (await events.ShowAsync(workshop.Id)).Version);
    }

    [Fact]
    public async Task Calls_at_once_invite_each_organisation_once()
    {
        var workshop = await events.PublishedAsync();
        var organisations = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InviteAsync(workshop.Id, organisations)));

        Assert.Equal(20, results.Sum(result => result.Sent));
    }

    [Fact]
    public async Task Nobody_is_invited_to_what_is_not_public_not_there_or_nobody()
    {
        var organisation = Guid.CreateVersion7();
        var hidden = await events.ScheduleAsync();
        await ProblemAsync(await PostAsync(hidden.Id, [organisation]), HttpStatusCode.Conflict, Rules.NotPublished);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(Guid.CreateVersion7(), [organisation])).StatusCode);
        await ProblemAsync(await PostAsync(hidden.Id, []), HttpStatusCode.BadRequest, "organisations-missing");
        await ProblemAsync(
            await PostAsync(hidden.Id, [.. Enumerable.Range(0, 1001).Select(_ => Guid.CreateVersion7())]), HttpStatusCode.BadRequest, "too-many-organisations");
    }

    async Task<InviteResult> InviteAsync(Guid id, IReadOnlyList<Guid> organisations) =>
        await ReadAsync<InviteResult>(await PostAsync(id, organisations), HttpStatusCode.OK);

    Task<HttpResponseMessage> PostAsync(Guid id, IReadOnlyList<Guid> organisations) =>
        events.Manager.PostAsJsonAsync($"{Api}/events/{id}/invitations", new InviteRequest(organisations));
}
