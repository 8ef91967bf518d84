using System.Net.Http.Json;
using ClusterTic.Events;
using ClusterTic.Membership;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>Somebody asks to be forgotten.</summary>
[Collection("journeys")]
public sealed class ErasureJourney(WholeStack stack)
{
    [Fact]
    public async Task A_person_is_erased_and_every_service_says_so_with_the_day()
    {
        using var manager = await stack.AsAsync("demo-manager");
        var organisation = await manager.RegisterOrganisationAsync("Oubliée partout");
        var email = $"{Guid.CreateVersion7():N}@essai.example";
        var contact = await manager.PostAsJsonAsync(
            $"/api/membership/v1/organisations/{organisation.Id}/contacts", new AddContactRequest("Personne Oubliée", email, "fr", "other")).ReadAsync<OrganisationContact>();
        var workshop = await manager.PublishedEventAsync(capacity: 5);
        await manager.PostAsJsonAsync($"/api/events/v1/events/{workshop.Id}/registrations", new RegisterRequest("Personne Oubliée", email, null, "fr")).ReadAsync<RegistrationDetails>();
        // Events links the two once it has heard of the contact.
        await Eventually.HoldsAsync(
            async () => (await ParticipantsAsync()).Single().PersonId == contact.PersonId, "the registration to be the contact's", TimeSpan.FromMinutes(2));

        var ordered = await manager.PostAsJsonAsync($"/api/membership/v1/people/{contact.PersonId}/erase", new ErasePersonRequest("request")).ReadAsync<ErasureDetails>();
        var done = await Eventually.GetAsync(
            () => manager.GetAsync($"/api/membership/v1/erasures/{ordered.Id}").ReadAsync<ErasureDetails>(), one => one.CompletedAt is not null, "every service to confirm", TimeSpan.FromMinutes(2));

        Assert.Equal(["events", "identity", "membership", "opportunities", "reporting"], done.Confirmations.Select(one => one.Service).Order(StringComparer.Ordinal));
        Assert.Empty(done.Missing);
        Assert.All(done.Confirmations, one => Assert.InRange(one.ConfirmedAt, done.OrderedAt.AddSeconds(-5), TimeProvider.System.GetUtcNow().AddSeconds(5)));
        Assert.Contains(done.Confirmations.Single(one => one.Service == "events").Erased, one => (one.What, one.Count) == ("registrations-without-name", 1));
        Assert.Equal((contact.PersonId, "—"), Assert.Single((await ParticipantsAsync()).Select(one => (one.PersonId, one.Name))));
        var left = await manager.GetAsync($"/api/membership/v1/people/{contact.PersonId}").ReadAsync<PersonDetails>();
        Assert.Equal(("—", $"{contact.PersonId}@erased.invalid"), (left.Name, left.Email));

        async Task<IReadOnlyList<RegistrationDetails>> ParticipantsAsync() =>
            (await manager.GetAsync($"/api/events/v1/events/{workshop.Id}/registrations").ReadAsync<Page<RegistrationDetails>>()).Items;
    }
}
