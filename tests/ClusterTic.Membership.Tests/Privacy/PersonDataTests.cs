using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using ClusterTic.Membership.Tests.Representation;

namespace ClusterTic.Membership.Tests.Privacy;

public sealed class PersonDataTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task A_person_reads_for_whom_it_acts_and_what_it_asked_to_change()
    {
        var world = new RepresentationWorld(membership);
        var (organisation, own) = await world.RepresentedAsync("Données entières", "account-of-the-whole");
        using var asked = await own.PostAsJsonAsync(
            $"{PeopleFixture.Api}/organisations/{organisation.Id}/change-requests", new AskForChangeRequest("Données complètes", null, "CI-ABJ-2016-B-12345", null, null, "Nouveaux statuts"));
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);

        var data = await membership.GetAsync<PersonData>($"people/{organisation.Contact!.PersonId}/data");

        var acts = Assert.Single(Entries(data, "representations"));
        Assert.Equal(
            ("Données entières", "live", "account-of-the-whole"), (acts["organisation"], acts["representationStatus"], acts["account"]));
        Assert.Contains("appointedAt", acts.Keys);
        Assert.DoesNotContain("endedAt", acts.Keys);
        var request = Assert.Single(Entries(data, "change-requests"));
        Assert.Equal(
            ("Données entières", "Données complètes", "CI-ABJ-2016-B-12345", "open", "Nouveaux statuts"),
            (request["organisation"], request["proposedName"], request["rccm"], request["requestStatus"], request["why"]));

        var other = await membership.PersonAsync("Sans représentation");
        var none = await membership.GetAsync<PersonData>($"people/{other.Id}/data");
        Assert.Empty(Entries(none, "representations"));
        Assert.Empty(Entries(none, "change-requests"));
    }

    static List<Dictionary<string, string?>> Entries(PersonData data, string category) =>
        [.. data.Categories.Single(one => one.Code == category).Entries.Select(one => one.Fields.ToDictionary(field => field.Name, field => field.Value))];
}
