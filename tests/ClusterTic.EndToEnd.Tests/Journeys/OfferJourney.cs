using System.Globalization;
using System.Text.RegularExpressions;
using ClusterTic.EndToEnd.Tests.Browsing;
using ClusterTic.Testing;
using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>What a member offers, from its own draft to everybody's catalogue, and out of it again.</summary>
[Collection("journeys")]
public sealed partial class OfferJourney(WholeStack stack, Chromium chromium) : IClassFixture<Chromium>
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_member_publishes_an_offer_which_anybody_finds_until_it_is_withdrawn()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var organisation = await manager.MemberAsync("Qui offre");
        await using var member = await chromium.OpenAsync(stack, "fr");
        await stack.AcceptInvitationAsync(member, await manager.MainContactAsync(organisation.Id)); // a new member's is invited by itself
        var before = await CatalogueAsync();

        var offers = $"/organisations/{organisation.Id}/offers";
        await member.SeeAsync(offers);
        await member.SendAsync(offers,
            ("nameFr", "Capteurs de crue brevetés"), ("nameEn", "Patented flood sensors"),
            ("summaryFr", "Ils préviennent avant l’eau."), ("summaryEn", "They warn before the water."),
            ("kind", "product"), ("maturity", "8"), ("cpvCodes", "48000000"), ("priceModel", "per-unit"), ("priceFrom", "250 000"), ("localContent", "60"),
            ("intellectualProperty", "patent"), ("markets", "uemoa"));
        var offer = OfferPage().Match(member.Page.Url).Value;
        await member.AttachAsync(offer + "/pictures", "file", new()
        {
            Name = "capteur.png", MimeType = "image/png", Buffer = await member.Page.ScreenshotAsync(new() { Type = ScreenshotType.Png }),
        });
        await member.SendAsync(offer + "/pictures", ("altFr", "Un capteur au bord de l’eau"), ("altEn", "A sensor by the water"));
        await member.SendAsync(offer + "/publish");

        await using var anybody = await chromium.OpenAsync(stack, "en");
        await anybody.SeeAsync("/catalogue");
        await anybody.Page.SelectOptionAsync("main form [name=ip]", "patent");
        await anybody.LoadAsync(() => anybody.Page.ClickAsync("main form [type=submit]"));
        Assert.Equal(200, await anybody.LoadAsync(() => anybody.Page.GetByRole(AriaRole.Link, new() { Name = "Patented flood sensors" }).ClickAsync()));
        Assert.Contains("They warn before the water.", await anybody.TextAsync(), StringComparison.Ordinal);
        var address = new Uri(anybody.Page.Url).AbsolutePath["/en".Length..];
        var source = await anybody.Page.GetByAltText("A sensor by the water").GetAttributeAsync("src");
        var picture = await anybody.FetchAsync(source!);
        Assert.Equal((200, "image/webp"), (picture.Status, picture.Headers["content-type"]));
        await Eventually.GetAsync(CatalogueAsync, now => now == (before.Live + 1, before.HighValue + 1, before.Published + 1), "the indicators to count the offer", Limit);

        await member.SendAsync(offer + "/withdraw");
        Assert.Equal(404, await anybody.StatusAsync(address));
        Assert.Equal(404, (await anybody.FetchAsync(source!)).Status);
        await anybody.SeeAsync("/catalogue?q=flood");
        Assert.DoesNotContain("Patented flood sensors", await anybody.TextAsync(), StringComparison.Ordinal);
        await Eventually.GetAsync(CatalogueAsync, now => now == before, "the indicators to count it no longer", Limit);

        // INN-04, and INN-03 with what it is a share of.
        async Task<(decimal Live, decimal HighValue, decimal Published)> CatalogueAsync()
        {
            var (live, high) = (await analyst.IndicatorAsync("INN-04"), await analyst.IndicatorAsync("INN-03"));
            return (decimal.Parse(live.Value.Value!, CultureInfo.InvariantCulture), high.Share.Numerator ?? 0, high.Share.Denominator ?? 0);
        }
    }

    [GeneratedRegex("/organisations/[^/]+/offers/[^/?]+", RegexOptions.None, 1000)]
    private static partial Regex OfferPage();
}
