using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;

namespace ClusterTic.Membership.Tests.Representation;

public sealed class ChangeRequestTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    const string Api = PeopleFixture.Api;

    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task An_approval_changes_the_organisation_tells_whoever_asked_and_stands_in_the_history()
    {
        var (organisation, own) = await world.RepresentedAsync("Ancien nom");
        var path = $"organisations/{organisation.Id}";
        var asked = await AskAsync(own, organisation.Id, new("Nouveau nom", null, " ci-abj-03-2021-b12-00345 ", "", null, "Changement de statuts"));
        Assert.Equal(("open", "Nouveau nom", "CI-ABJ-03-2021-B12-00345", null), (asked.Status, asked.Proposed.Name, asked.Proposed.Rccm, asked.Proposed.Ncc));
        Assert.Equal("Ancien nom", asked.Before.Name);
        Assert.Contains((await membership.GetAsync<Page<ChangeRequestDetails>>("change-requests?status=open&limit=200")).Items, one => one.Id == asked.Id);

        Assert.Equal(HttpStatusCode.Forbidden, (await own.PostAsJsonAsync($"{Api}/{path}/change-requests/{asked.Id}/approve", new { })).StatusCode);
        var settled = await membership.PostAsync<ChangeRequestDetails>($"{path}/change-requests/{asked.Id}/approve", new { });
        Assert.Equal(("approved", "Ancien nom", null), (settled.Status, settled.Before.Name, settled.Before.Rccm));
        var now = await membership.GetAsync<OrganisationDetails>(path);
        Assert.Equal(("Nouveau nom", "CI-ABJ-03-2021-B12-00345"), (now.Name, now.Registration!.Rccm));

        var change = (await membership.GetAsync<Page<FieldChange>>($"{path}/history")).Items.First(one => one.Field == "name");
        Assert.Contains("Ancien nom", change.Before.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nouveau nom", change.After.ToString(), StringComparison.Ordinal);
        Assert.Equal("manager-backdate", change.ByName);
        var mail = (await world.MailsAsync(organisation.Contact!.Email)).Last();
        Assert.StartsWith("Modification acceptée", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail, StringComparison.Ordinal);
        Assert.Equal("change-request-settled", await membership.BrokenByPostAsync($"{path}/change-requests/{asked.Id}/reject", new RejectChangeRequest("Trop tard")));
    }

    [Fact]
    public async Task A_rejection_changes_nothing_and_gives_its_reason()
    {
        var (organisation, own) = await world.RepresentedAsync("Inchangée");
        var asked = await AskAsync(own, organisation.Id, new("Autre", null, null, null, null, "Essai"));
        var settled = await membership.PostAsync<ChangeRequestDetails>(
            $"organisations/{organisation.Id}/change-requests/{asked.Id}/reject", new RejectChangeRequest("Il manque l’extrait du registre."));
        Assert.Equal(("rejected", "Il manque l’extrait du registre."), (settled.Status, settled.Decision));
        Assert.Contains("Il manque l’extrait du registre.", (await world.MailsAsync(organisation.Contact!.Email)).Last(), StringComparison.Ordinal);
        Assert.Equal("Inchangée", (await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}")).Name);
    }

    [Fact]
    public async Task One_request_is_open_at_a_time_and_one_that_changes_nothing_is_none()
    {
        var (organisation, own) = await world.RepresentedAsync("Une à la fois");
        var path = $"{Api}/organisations/{organisation.Id}/change-requests";
        using var empty = await own.PostAsJsonAsync(path, new AskForChangeRequest("Une à la fois", null, "", null, null, "Rien"));
        Assert.Equal("change-request-empty", await RepresentationWorld.RefusedAsync(empty, HttpStatusCode.BadRequest));
        var first = await AskAsync(own, organisation.Id, new("A2", null, null, null, null, "Une"));
        using var second = await own.PostAsJsonAsync(path, new AskForChangeRequest("A3", null, null, null, null, "Deux"));
        Assert.Equal("change-request-open-already", await RepresentationWorld.RefusedAsync(second, HttpStatusCode.Conflict));

        using var withdrawn = await own.PostAsJsonAsync($"{path}/{first.Id}/withdraw", new { });
        Assert.Equal("withdrawn", (await withdrawn.Content.ReadFromJsonAsync<ChangeRequestDetails>())!.Status);
        var third = await AskAsync(own, organisation.Id, new("A3", null, null, null, null, "Trois"));
        Assert.Equal([third.Id, first.Id], (await own.GetFromJsonAsync<Page<ChangeRequestDetails>>(path))!.Items.Select(one => one.Id));
    }

    [Fact]
    public async Task A_number_that_is_no_longer_can_be_cleared_and_only_one_that_is_there()
    {
        var (organisation, own) = await world.RepresentedAsync("Sans numéro");
        var path = $"organisations/{organisation.Id}";
        var given = await AskAsync(own, organisation.Id, new(null, null, "CI-ABJ-2016-B-54321", "7654321 B", null, "Numéros"));
        await membership.PostAsync<ChangeRequestDetails>($"{path}/change-requests/{given.Id}/approve", new { });

        using var both = await own.PostAsJsonAsync($"{Api}/{path}/change-requests", new AskForChangeRequest(null, null, null, "1234567 A", null, "Deux", ["ncc"]));
        Assert.Equal("ncc", await PeopleFixture.FaultAsync(both));
        using var unknown = await own.PostAsJsonAsync($"{Api}/{path}/change-requests", new AskForChangeRequest(null, null, null, null, null, "Le nom", ["name"]));
        Assert.Equal("clear", await PeopleFixture.FaultAsync(unknown));
        using var absent = await own.PostAsJsonAsync($"{Api}/{path}/change-requests", new AskForChangeRequest(null, null, null, null, null, "Rien", ["idu", "cnps"]));
        Assert.Equal("change-request-empty", await RepresentationWorld.RefusedAsync(absent, HttpStatusCode.BadRequest));

        var asked = await AskAsync(own, organisation.Id, new(null, null, null, null, null, "Radiée du registre fiscal", ["ncc", "idu"]));
        Assert.Equal(["ncc"], asked.Cleared);
        var settled = await membership.PostAsync<ChangeRequestDetails>($"{path}/change-requests/{asked.Id}/approve", new { });
        Assert.Equal("7654321 B", settled.Before.Ncc);
        var now = (await membership.GetAsync<OrganisationDetails>(path)).Registration!;
        Assert.Equal(("CI-ABJ-2016-B-54321", null), (now.Rccm, now.Ncc));
        var change = (await membership.GetAsync<Page<FieldChange>>($"{path}/history")).Items.First(one => one.Field == "ncc");
        Assert.Equal("7654321 B", change.Before!.Value.GetString());
        Assert.Null(change.After);
    }

    static async Task<ChangeRequestDetails> AskAsync(HttpClient own, Guid organisation, AskForChangeRequest request)
    {
        using var asked = await own.PostAsJsonAsync($"{Api}/organisations/{organisation}/change-requests", request);
        Assert.True(asked.StatusCode is HttpStatusCode.Created, await asked.Content.ReadAsStringAsync());
        return (await asked.Content.ReadFromJsonAsync<ChangeRequestDetails>())!;
    }
}
