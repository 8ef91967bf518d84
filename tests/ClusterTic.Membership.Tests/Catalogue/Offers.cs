using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;

namespace ClusterTic.Membership.Tests.Catalogue;

/// <summary>Offers as the tests write them down.</summary>
static class Offers
{
    public static OfferRequest Request(string name, params string[] codes) => new(
        "product", new(name, name + " (en)"), new("Un résumé inventé", "An invented summary"), new("Une longue description", null),
        codes.Length > 0 ? codes : ["48000000"], ["mobile-money"], ["33000000"], ["world", "national"], 7, "subscription", 25_000, 80, true, "copyright", "BURIDA 12");

    public static async Task<OrganisationDetails> MemberAsync(this PeopleFixture membership, string name) =>
        await MembershipFixture.AdmitAsync(membership.Manager, await membership.RegisterAsync(name));

    public static Task<OfferDetails> WriteAsync(this PeopleFixture membership, Guid organisation, OfferRequest request) =>
        membership.PostAsync<OfferDetails>($"organisations/{organisation}/offers", request);

    public static Task<OfferDetails> StepAsync(this PeopleFixture membership, OfferDetails offer, string step) =>
        membership.PostAsync<OfferDetails>($"{offer.Path()}/{step}", new StepRequest());

    public static async Task<OfferDetails> PublishedAsync(this PeopleFixture membership, Guid organisation, OfferRequest request) =>
        await membership.StepAsync(await membership.WriteAsync(organisation, request), "publish");

    public static string Path(this OfferDetails offer) => $"organisations/{offer.OrganisationId}/offers/{offer.Id}";

    public static async Task<CataloguePage> SearchAsync(this HttpClient anybody, string query) =>
        (await anybody.GetFromJsonAsync<CataloguePage>($"{PeopleFixture.Api}/catalogue?{query}"))!;
}
