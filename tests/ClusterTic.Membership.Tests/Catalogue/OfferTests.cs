using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using ClusterTic.Membership.Tests.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Catalogue;

public sealed class OfferTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    readonly HttpClient anybody = membership.Service.Anonymous();

    [Fact]
    public async Task An_offer_is_written_published_confirmed_withdrawn_and_published_again()
    {
        var organisation = await membership.MemberAsync("Offrante");
        var draft = await membership.WriteAsync(organisation.Id, Offers.Request("Caisse à crédit n° 1 !", "48000000-8", "72230000"));
        Assert.Equal(("caisse-a-credit-n-1", "draft", false), (draft.Slug, draft.Status, draft.CanBeSeen));
        Assert.Equal(["48000000", "72230000"], draft.CpvCodes);
        Assert.Equal(["national", "world"], draft.Markets); // the narrowest first, however they were sent
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{PeopleFixture.Api}/catalogue/{draft.Slug}")).StatusCode);

        var published = await membership.StepAsync(draft, "publish");
        Assert.Equal(("published", true), (published.Status, published.CanBeSeen));
        Assert.Equal(published.PublishedAt, published.ConfirmedAt);
        var shown = await anybody.GetFromJsonAsync<CatalogueOffer>($"{PeopleFixture.Api}/catalogue/{draft.Slug}");
        Assert.Equal(("Offrante", 25_000, 80, 7, "BURIDA 12"), (shown!.Organisation, shown.PriceFrom, shown.LocalContent, shown.Maturity, shown.IpReference));
        Assert.Equal("Abidjan", shown.OrganisationTown);
        await membership.PutAsync<OrganisationDetails>($"organisations/{organisation.Id}/publication", organisation.Version, new PublicationRequest(["town"], null, null));
        Assert.Null((await anybody.GetFromJsonAsync<CatalogueOffer>($"{PeopleFixture.Api}/catalogue/{draft.Slug}"))!.OrganisationTown); // nor where it offers something
        Assert.Equal("offer-published-already", await membership.BrokenByPostAsync(draft.Path() + "/publish", new StepRequest()));

        var confirmed = await membership.StepAsync(published, "confirm");
        Assert.True(confirmed.ConfirmedAt > published.ConfirmedAt);
        Assert.Equal(shown.PublishedAt, confirmed.PublishedAt);
        var withdrawn = await membership.StepAsync(confirmed, "withdraw");
        Assert.Equal(("withdrawn", false), (withdrawn.Status, withdrawn.CanBeSeen));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"{PeopleFixture.Api}/catalogue/{draft.Slug}")).StatusCode);
        Assert.Equal("only-published-can-be-withdrawn", await membership.BrokenByPostAsync(draft.Path() + "/withdraw", new StepRequest()));
        Assert.Equal("only-published-can-be-confirmed", await membership.BrokenByPostAsync(draft.Path() + "/confirm", new StepRequest()));
        var again = await membership.StepAsync(withdrawn, "publish");
        Assert.Equal(("published", null), (again.Status, again.WithdrawnAt));

        var history = (await membership.GetAsync<Page<FieldChange>>(draft.Path() + "/history?limit=200")).Items;
        Assert.Equal(
            ["published", "withdrawn", "confirmed", "published", "changed"],
            history.DistinctBy(one => one.Version).Select(one => one.Fact.Replace("membership.offer.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_a_complete_offer_of_a_member_is_published_and_it_stays_complete()
    {
        var organisation = await membership.RegisterAsync("Pas encore membre");
        var right = Offers.Request("Incomplète");
        var draft = await membership.WriteAsync(organisation.Id, right with { Name = new("Incomplète"), CpvCodes = [] });
        Assert.Equal("offer-needs-a-member", await membership.BrokenByPostAsync(draft.Path() + "/publish", new StepRequest()));
        await MembershipFixture.AdmitAsync(membership.Manager, organisation);
        Assert.Equal("offer-needs-both-languages", await membership.BrokenByPostAsync(draft.Path() + "/publish", new StepRequest()));
        var named = await membership.PutAsync<OfferDetails>(draft.Path(), draft.Version, right with { CpvCodes = null });
        Assert.Equal("offer-needs-a-cpv-code", await membership.BrokenByPostAsync(draft.Path() + "/publish", new StepRequest()));
        var whole = await membership.PutAsync<OfferDetails>(draft.Path(), named.Version, right);
        var published = await membership.StepAsync(whole, "publish");
        Assert.Equal("offer-needs-both-languages", await membership.BrokenByPutAsync(draft.Path(), published.Version, right with { Summary = new("Seul") }));
        using var stale = await membership.SendPutAsync(draft.Path(), draft.Version, right);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);

        var renamed = await membership.PutAsync<OfferDetails>(draft.Path(), published.Version, right with { Name = new("Tout autre nom", "Another name") });
        Assert.Equal(draft.Slug, renamed.Slug);
        var twin = await membership.WriteAsync(organisation.Id, right);
        Assert.Equal(draft.Slug + "-2", twin.Slug);
        var listed = await membership.GetAsync<Page<OfferDetails>>($"organisations/{organisation.Id}/offers?limit=1");
        Assert.Equal(twin.Id, Assert.Single(listed.Items).Id);
        var next = await membership.GetAsync<Page<OfferDetails>>($"organisations/{organisation.Id}/offers?limit=1&after={listed.Next}");
        Assert.Equal((draft.Id, null), (Assert.Single(next.Items).Id, next.Next));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_field()
    {
        var organisation = await membership.RegisterAsync("Fautive");
        var right = Offers.Request("Juste");
        foreach (var (wrong, field) in new[]
        {
            (right with { Kind = "idea" }, "kind"), (right with { Name = new(null, "Only") }, "name.fr"), (right with { Summary = new(new string('s', 301)) }, "summary.fr"),
            (right with { CpvCodes = ["alchemy"] }, "cpvCodes"), (right with { CpvCodes = ["99999999"] }, "cpvCodes"),
            (right with { CpvCodes = ["48000000", "72000000", "30000000", "32000000", "64000000", "72230000"] }, "cpvCodes"),
            (right with { Tags = ["alchemy"] }, "tags"), (right with { Sectors = ["72230000"] }, "sectors"), (right with { Markets = ["moon"] }, "markets"),
            (right with { Maturity = null }, "maturity"), (right with { PriceModel = "barter" }, "priceModel"),
            (right with { IntellectualProperty = "magic" }, "intellectualProperty"), (right with { IntellectualProperty = "none" }, "ipReference"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}/offers", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer));
        }

        foreach (var wrong in new[] { right with { Maturity = 10 }, right with { LocalContent = 101 }, right with { PriceFrom = -1 } })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}/offers", wrong);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        var service = await membership.WriteAsync(organisation.Id, right with { Kind = "service", Maturity = null, PriceModel = "free" });
        Assert.Equal((null, null), (service.Maturity, service.PriceFrom)); // what is free has no price
        Assert.Equal(HttpStatusCode.NotFound, (await membership.Manager.GetAsync($"{PeopleFixture.Api}/organisations/{Guid.CreateVersion7()}/offers/{service.Id}")).StatusCode);
    }

    [Fact]
    public async Task Pictures_say_what_they_show_and_are_seen_by_whoever_may_see_the_offer()
    {
        var organisation = await membership.MemberAsync("Illustrée");
        var offer = await membership.WriteAsync(organisation.Id, Offers.Request("Avec images"));
        using (var mute = await PictureAsync(offer, null)) Assert.Equal("altEn", await PeopleFixture.FaultAsync(mute));
        for (var i = 1; i <= 5; i++)
        {
            using var added = await PictureAsync(offer, $"A screen, {i}");
            offer = (await added.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OfferDetails>())!;
            Assert.Equal(i, offer.Pictures.Count);
        }

        using (var sixth = await PictureAsync(offer, "One too many")) Assert.Equal(HttpStatusCode.Conflict, sixth.StatusCode);
        Assert.Equal((new LocalText("Un écran", "A screen, 1"), 1280, 640), (offer.Pictures[0].Alt, offer.Pictures[0].Width, offer.Pictures[0].Height));

        var path = $"{PeopleFixture.Api}/catalogue/{offer.Slug}/pictures/{offer.Pictures[0].Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await membership.Manager.GetAsync(path)).StatusCode);
        offer = await membership.StepAsync(offer, "publish");
        using var shown = await anybody.GetAsync(path);
        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        Assert.Equal(offer.Pictures[0].Id, Assert.Single((await anybody.SearchAsync($"organisation={organisation.Id}")).Items).Picture!.Id);

        using var away = new HttpRequestMessage(HttpMethod.Delete, $"{PeopleFixture.Api}/{offer.Path()}/pictures/{offer.Pictures[0].Id}");
        away.Headers.TryAddWithoutValidation("If-Match", $"\"{offer.Version}\"");
        Assert.Equal(HttpStatusCode.OK, (await membership.Manager.SendAsync(away)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Facts_hold_codes_and_names_and_nothing_of_people()
    {
        var organisation = await membership.MemberAsync("Discrète");
        var offer = await membership.PublishedAsync(organisation.Id, Offers.Request("Parlée"));
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select wire_name, body from outbox where aggregate_id = $1 order by version desc limit 1");
        command.Parameters.AddWithValue(offer.Id);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        var body = row.GetString(1);
        Assert.Equal("membership.offer.published", row.GetString(0));
        Assert.Contains("Parl", body, StringComparison.Ordinal);
        Assert.All((string[])["Awa Exemple", "BURIDA", "longue description", "@"], word => Assert.DoesNotContain(word, body, StringComparison.Ordinal));
    }

    Task<HttpResponseMessage> PictureAsync(OfferDetails offer, string? altEn)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(SamplePictures.Png(2000, 1000)), "file", "écran.png" }, { new StringContent("Un écran"), "altFr" } };
        if (altEn is not null) form.Add(new StringContent(altEn), "altEn");
        return membership.Manager.PostAsync($"{PeopleFixture.Api}/{offer.Path()}/pictures", form);
    }
}
