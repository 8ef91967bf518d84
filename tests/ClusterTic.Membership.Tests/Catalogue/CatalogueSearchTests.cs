using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;

namespace ClusterTic.Membership.Tests.Catalogue;

/// <summary>In a database of its own, since facets count everything.</summary>
public sealed class CatalogueSearchTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task Words_find_in_both_languages_facets_count_without_themselves_and_a_suspended_members_offers_are_gone()
    {
        var (one, other) = (await membership.MemberAsync("Première"), await membership.MemberAsync("Seconde"));
        await membership.PublishedAsync(one.Id, Offers.Request("Paiement à l’école", "48000000", "48400000", "72230000"));
        var harvest = await membership.PublishedAsync(other.Id, Offers.Request("Récolte suivie", "72230000") with
        {
            Kind = "service", Name = new("Récolte suivie", "Tracked harvest"), Tags = [], Exportable = false, PriceModel = "free", Markets = ["local"], IntellectualProperty = "none", IpReference = null,
        });
        await membership.WriteAsync(other.Id, Offers.Request("Brouillon"));

        Assert.Equal(["Paiement à l’école"], await NamesAsync("q=ecole+PAIEMENT"));
        Assert.Equal(["Récolte suivie"], await NamesAsync("q=tracked"));
        Assert.Equal(["Récolte suivie"], await NamesAsync("q=harvests")); // another form
        Assert.Equal(["Paiement à l’école"], await NamesAsync("q=aiemen")); // inside a word
        var misspelt = await anybody.SearchAsync("q=paeiment&limit=1&count=true");
        Assert.True(misspelt.Near);
        Assert.Equal(["Paiement à l’école"], misspelt.Items.Select(offer => offer.Name.Fr));
        Assert.Equal([("product", 1)], Counts(misspelt, "kind"));
        Assert.False((await anybody.SearchAsync("q=paiement")).Near);
        Assert.Empty(await NamesAsync("q=brouillon"));
        Assert.Empty(await NamesAsync("q=%25")); // a sign of patterns is a sign like any other
        Assert.Equal(["Récolte suivie"], await NamesAsync("kind=service"));
        Assert.Equal(["Paiement à l’école"], await NamesAsync("division=48"));
        Assert.Equal(["Paiement à l’école"], await NamesAsync("tag=mobile-money&exportable=true&ip=copyright&market=world&priceModel=subscription"));
        Assert.Equal(2, (await NamesAsync("region=CI-AB")).Length);
        Assert.Empty(await NamesAsync("region=CI-YM"));

        var everything = await anybody.SearchAsync("");
        Assert.Equal([("product", 1), ("service", 1)], Counts(everything, "kind"));
        Assert.Equal([("72", 2), ("48", 1)], Counts(everything, "division"));
        Assert.Equal([("CI-AB", 2)], Counts(everything, "region"));
        var services = await anybody.SearchAsync("kind=service");
        Assert.Equal([("product", 1), ("service", 1)], Counts(services, "kind"));
        Assert.Equal([("72", 1)], Counts(services, "division"));
        Assert.Equal([("false", 1)], Counts(services, "exportable"));
        Assert.Empty(Counts(services, "tag"));

        var first = await anybody.SearchAsync("limit=1");
        var second = await anybody.SearchAsync($"limit=1&after={first.Next}");
        Assert.Equal(["Paiement à l’école", "Récolte suivie"], first.Items.Concat(second.Items).Select(offer => offer.Name.Fr));
        Assert.Null(second.Next);
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.GetAsync($"{PeopleFixture.Api}/catalogue?after=x")).StatusCode);

        await membership.PostAsync<OrganisationDetails>($"organisations/{other.Id}/suspend", new SuspendOrganisationRequest("dues"));
        Assert.Empty(await NamesAsync("q=tracked"));
        Assert.Equal([("product", 1)], Counts(await anybody.SearchAsync(""), "kind"));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{PeopleFixture.Api}/catalogue/{harvest.Slug}")).StatusCode);
        Assert.False((await membership.GetAsync<OfferDetails>(harvest.Path())).CanBeSeen);
        await membership.PostAsync<OrganisationDetails>($"organisations/{other.Id}/reinstate", new ReinstateOrganisationRequest());
        Assert.NotNull(await anybody.GetFromJsonAsync<CatalogueOffer>($"{PeopleFixture.Api}/catalogue/{harvest.Slug}"));
    }

    async Task<string?[]> NamesAsync(string query) => [.. (await anybody.SearchAsync(query)).Items.Select(offer => offer.Name.Fr)];

    static IEnumerable<(string, int)> Counts(CataloguePage page, string facet) =>
        page.Facets.Single(one => one.Name == facet).Values.Select(value => (value.Code, value.Count));
}
