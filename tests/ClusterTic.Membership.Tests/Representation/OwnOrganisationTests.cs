using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using ClusterTic.Membership.Tests.People;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.Membership.Tests.Representation;

/// <summary>What a representation opens, and that it opens one's own organisation only.</summary>
public sealed partial class OwnOrganisationTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    const string Api = PeopleFixture.Api;

    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task Every_endpoint_of_the_policy_opens_to_ones_own_organisation_and_no_other_endpoint_but_what_is_open_to_all()
    {
        var (mine, own) = await world.RepresentedAsync("À soi");
        var other = await world.MemberAsync("À d’autres");
        var endpoints = membership.Service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("/organisations/{id:guid}", StringComparison.Ordinal)).ToList();
        Assert.True(endpoints.Count > 40);
        foreach (var endpoint in endpoints)
        {
            var policy = endpoint.Metadata.GetMetadata<IAuthorizeData>()!.Policy;
            if (policy == Policies.Public) continue;
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
            Assert.Equal(policy != Policies.OwnOrganisation, await IsForbiddenAsync(own, method, endpoint, mine.Id));
            Assert.True(await IsForbiddenAsync(own, method, endpoint, other.Id), $"{method} {endpoint.RoutePattern.RawText}");
        }
    }

    [Fact]
    public async Task What_the_team_wrote_down_for_itself_is_not_in_what_a_member_reads()
    {
        var (organisation, own) = await world.RepresentedAsync("Sans notes");
        await membership.PostAsync<OrganisationDetails>(
            $"organisations/{organisation.Id}/suspend", new SuspendOrganisationRequest("dues", Note: "Ne répond plus."));
        var seen = (await own.GetFromJsonAsync<OrganisationDetails>($"{Api}/organisations/{organisation.Id}"))!;
        Assert.Equal(("suspended", "dues", null, null), (seen.Status, seen.StatusReason, seen.StatusNote, seen.Checks));
        Assert.Equal("Ne répond plus.", (await membership.GetAsync<OrganisationDetails>($"organisations/{organisation.Id}")).StatusNote);
    }

    [Fact]
    public async Task A_member_keeps_its_profile_and_contacts_but_not_its_identity()
    {
        var (organisation, own) = await world.RepresentedAsync("Nom légal");
        var path = $"organisations/{organisation.Id}";
        var profile = new ChangeProfileRequest("Nom légal", "Marque", "company", "CI", "CI-AB", "Bouaké", null, null, []);
        using var changed = await RepresentationWorld.PutAsync(own, path, organisation.Version, profile);
        Assert.Equal("Marque", (await changed.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!.TradeName);
        Assert.Equal("identity-field-needs-request", await RepresentationWorld.RefusedAsync(
            await RepresentationWorld.PutAsync(own, path, organisation.Version + 1, profile with { Name = "Autre nom" }), HttpStatusCode.Conflict));
        using var founded = await RepresentationWorld.PutAsync(
            own, $"{path}/registration", organisation.Version + 1, new RegistrationRequest(null, " ", null, null, 2015, false));
        Assert.Equal(2015, (await founded.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OrganisationDetails>())!.Registration!.FoundedIn);
        foreach (var number in (RegistrationRequest[])[new("X", null, null, null, null, false), new(null, "X", null, null, null, false), new(null, null, "X", null, null, false), new(null, null, null, "X", null, false)])
        {
            Assert.Equal("identity-field-needs-request", await RepresentationWorld.RefusedAsync(
                await RepresentationWorld.PutAsync(own, $"{path}/registration", organisation.Version + 2, number), HttpStatusCode.Conflict));
        }
    }

    [Fact]
    public async Task A_member_does_not_learn_the_name_behind_an_address()
    {
        var (organisation, own) = await world.RepresentedAsync("Curieuse");
        var known = await membership.PersonAsync("Connue d’ailleurs");
        var path = $"{Api}/organisations/{organisation.Id}/contacts";
        Assert.Equal("contact-known-under-another-name", await RepresentationWorld.RefusedAsync(
            await own.PostAsJsonAsync(path, new AddContactRequest("Nom deviné", known.Email, null, "other")), HttpStatusCode.Conflict));
        using var added = await own.PostAsJsonAsync(path, new AddContactRequest("AWA EXEMPLE", known.Email, null, "other"));
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
    }

    [Fact]
    public async Task Whoever_acted_for_an_organisation_that_left_acts_no_more()
    {
        var (organisation, own) = await world.RepresentedAsync("Partie");
        await membership.PostAsync<OrganisationDetails>($"organisations/{organisation.Id}/withdraw", new WithdrawOrganisationRequest("own-request"));
        Assert.Equal(HttpStatusCode.Forbidden, (await own.GetAsync($"{Api}/organisations/{organisation.Id}")).StatusCode);
        Assert.Empty((await own.GetFromJsonAsync<Page<MyRepresentation>>($"{Api}/representations/mine"))!.Items);
    }

    static async Task<bool> IsForbiddenAsync(HttpClient client, string method, RouteEndpoint endpoint, Guid organisation)
    {
        var path = Parameter().Replace(
            endpoint.RoutePattern.RawText!.Replace("{id:guid}", organisation.ToString(), StringComparison.Ordinal), Guid.CreateVersion7().ToString());
        using var request = new HttpRequestMessage(new HttpMethod(method), "/" + path.TrimStart('/'));
        if (method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode is HttpStatusCode.Forbidden;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
