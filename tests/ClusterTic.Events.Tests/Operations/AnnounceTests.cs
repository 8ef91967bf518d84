using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.Operations;

public sealed class AnnounceTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task A_copy_is_made_again_from_what_is_announced_with_unchanged_versions()
    {
        var workshop = await events.PublishedAsync();
        foreach (var _ in Enumerable.Range(0, 3)) await events.RegisteredAsync(workshop.Id, Somebody());
        var gone = await events.RegisteredAsync(workshop.Id, Somebody());
        await events.PostAsync(gone.Id, "cancel");
        await events.Manager.PostAsJsonAsync($"{Api}/events/{workshop.Id}/invitations", new InviteRequest([Guid.CreateVersion7()]));
        await using var broker = await Broker.ConnectAsync(events.Service.Place.Broker);
        var copy = await broker.ListenAsync("test-copy");

        var answer = await events.Service.As("operator").PostAsync($"{Api}/operations/announce?to=test-copy", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Eventually.GetAsync(() => Task.FromResult(copy.Count), count => count == 6, "an event, four registrations and an invitation");

        var registrations = copy.Where(fact => fact.WireName == "events.registration.announced")
            .Select(fact => JsonSerializer.Deserialize<RegistrationAnnounced>(fact.Body, JsonSerializerOptions.Web)!.Registration)
            .ToDictionary(state => state.Id);
        var rows = await events.InDbAsync(db => db.Registrations.AsNoTracking().ToListAsync());
        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.ToState(), registrations[row.Id]));
        var announced = JsonSerializer.Deserialize<EventAnnounced>(
            copy.Single(fact => fact.WireName == "events.event.announced").Body, JsonSerializerOptions.Web)!.Event;
        Assert.Equal((workshop.Id, workshop.Version, 1), (announced.Id, announced.Version, announced.Sessions.Count));
        Assert.Single(copy, fact => fact.WireName == "events.invitation.announced");
    }
}
