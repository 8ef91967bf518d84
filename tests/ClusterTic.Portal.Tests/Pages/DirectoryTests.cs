using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Tests.Hosting;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>The directory as readers and search engines see it.</summary>
public sealed class DirectoryTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Facets_narrow_the_list_step_by_step_and_widen_it_again_without_the_script()
    {
        await using var context = await browser.OpenAsync(portal, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/directory?q=logiciels");
        await page.Locator(".facet summary", new() { HasText = "District" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Abidjan", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/directory?q=logiciels&region=CI-AB");
        await page.Locator(".facet summary", new() { HasText = "Taille" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Petite entreprise" }).ClickAsync();
        await page.WaitForURLAsync("**/directory?q=logiciels&region=CI-AB&size=small");
        await page.GetByLabel("Nom ou mot").FillAsync("lagune"); // the search keeps the facets
        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher" }).ClickAsync();
        await page.WaitForURLAsync("**/directory?q=lagune&region=CI-AB&competence=&size=small");
        await page.GetByRole(AriaRole.Link, new() { Name = "Petite entreprise – retirer ce filtre" }).ClickAsync();
        await page.WaitForURLAsync("**/directory?q=lagune&region=CI-AB&competence=");
        await page.GotoAsync("/fr/directory?q=lagun");
        Assert.Contains("lagun", await page.GetByRole(AriaRole.Note).InnerTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/directory/00000000-0000-7000-8000-000000000001", "/fr/directory/exemple-1", HttpStatusCode.MovedPermanently)]
    [InlineData("/en/directory/ancien", "/en/directory/exemple-1", HttpStatusCode.MovedPermanently)]
    [InlineData("/directory/exemple-1", "/fr/directory/exemple-1", HttpStatusCode.Found)]
    public async Task Every_address_that_was_given_out_leads_to_the_page(string given, string there, HttpStatusCode how)
    {
        using var client = portal.Client();
        using var answer = await client.GetAsync(new Uri(given, UriKind.Relative));
        Assert.Equal((how, there), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task The_page_says_to_search_engines_what_it_says_to_people()
    {
        using var client = portal.Client();
        var html = await client.GetStringAsync(new Uri("/en/directory/exemple-1", UriKind.Relative));
        using var data = JsonDocument.Parse(Between(html, "<script type=\"application/ld+json\">", "</script>"));
        Assert.Equal("Lagune Logiciels", data.RootElement.GetProperty("legalName").GetString());
        Assert.Equal("Cocody", data.RootElement.GetProperty("address").GetProperty("addressLocality").GetString());
        Assert.StartsWith("An organisation invented", data.RootElement.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Matches("""<link rel="canonical" href="https?://[^"]+/en/directory/exemple-1" />""", html);
        Assert.Matches("""<link rel="alternate" hreflang="fr" href="https?://[^"]+/fr/directory/exemple-1" />""", html);
    }

    [Fact]
    public async Task A_label_that_has_run_out_is_no_label()
    {
        using var client = portal.Client();
        Assert.Contains("Label startup", WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/fr/directory/exemple-1", UriKind.Relative))), StringComparison.Ordinal);
        Assert.DoesNotContain("Label startup", WebUtility.HtmlDecode(await client.GetStringAsync(new Uri("/fr/directory/exemple-2", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_cannot_leave_the_data_that_it_stands_in()
    {
        var reader = new Reader(
            new HttpContextAccessor(), Options.Create(new ClusterOptions()),
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Origin", "https://cluster.example")]).Build());
        var json = LinkedData.Of(Samples.Member(1) with { Name = "</script><script>alert(1)</script>", Website = "javascript:alert(1)" }, reader);
        Assert.DoesNotContain("<", json, StringComparison.Ordinal);
        using var data = JsonDocument.Parse(json);
        Assert.Equal("</script><script>alert(1)</script>", data.RootElement.GetProperty("legalName").GetString());
        Assert.Equal("https://cluster.example/directory/exemple-1", data.RootElement.GetProperty("@id").GetString());
        Assert.False(data.RootElement.TryGetProperty("sameAs", out _));
    }

    [Fact]
    public async Task The_map_of_the_site_names_every_public_page_in_each_language()
    {
        using var client = portal.Client();
        var robots = await client.GetStringAsync(new Uri("/robots.txt", UriKind.Relative));
        var address = new Uri(robots.Split('\n').Single(line => line.StartsWith("Sitemap: ", StringComparison.Ordinal))[9..]);
        var map = XDocument.Parse(await client.GetStringAsync(new Uri(address.AbsolutePath, UriKind.Relative)));
        XNamespace sites = "http://www.sitemaps.org/schemas/sitemap/0.9", xhtml = "http://www.w3.org/1999/xhtml";
        var pages = map.Root!.Elements(sites + "url").ToDictionary(
            url => new Uri(url.Element(sites + "loc")!.Value).AbsolutePath, url => url.Elements(xhtml + "link").Select(link => link.Attribute("hreflang")!.Value).ToArray());
        Assert.Equal(2 * (7 + 4 + SampleCatalogue.Slugs.Count()), pages.Count);
        Assert.Contains("/fr/catalogue/" + SampleCatalogue.Slugs.Last(), pages.Keys);
        Assert.Contains("/en/directory/exemple-3", pages.Keys); // of the second part
        Assert.Contains("/fr", pages.Keys);
        Assert.All(pages.Values, languages => Assert.Equal(["fr", "en"], languages));
    }

    [Fact]
    public async Task People_are_counted_robots_and_pages_fetched_ahead_are_not()
    {
        using var client = portal.Client();
        await OpenAsync("Mozilla/5.0 (X11; Linux x86_64)", null);
        await OpenAsync("ExampleBot/2.1 (+https://robot.example)", null);
        await OpenAsync("Mozilla/5.0 (X11; Linux x86_64)", "prefetch");
        await OpenAsync(null, null);
        Assert.Equal(1, RemoteApis.Views.Count(view => view.Address == "exemple-5"));
        var offer = SampleCatalogue.Slugs.First();
        await OpenAsync("ExampleBot/2.1 (+https://robot.example)", null, $"catalogue/{offer}");
        var before = RemoteApis.Views.Count(view => view.Address == offer);
        await OpenAsync("Mozilla/5.0 (X11; Linux x86_64)", null, $"catalogue/{offer}");
        Assert.Equal(before + 1, RemoteApis.Views.Count(view => view.Address == offer));

        async Task OpenAsync(string? agent, string? purpose, string page = "directory/exemple-5")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/fr/{page}");
            if (agent is not null) request.Headers.UserAgent.ParseAdd(agent);
            if (purpose is not null) request.Headers.Add("Sec-Purpose", purpose);
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_team_says_what_is_public_and_a_refusal_stands_at_its_field()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        var panel = page.Locator("section[aria-labelledby=publication]");
        Assert.Contains("Tout, sauf\u00a0: Preuves des compétences, Ville", await panel.InnerTextAsync(), StringComparison.Ordinal);
        await panel.GetByText("Modifier ce qui est public").ClickAsync();
        Assert.False(await panel.GetByLabel("Ville").IsCheckedAsync());
        await panel.GetByLabel("Présentation").UncheckAsync();
        await panel.GetByLabel("Téléphone").FillAsync("123");
        await panel.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(panel.GetByLabel("Téléphone")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.False(await panel.GetByLabel("Présentation").IsCheckedAsync());
        await panel.GetByLabel("Téléphone").FillAsync("07 01 02 03 04");
        await panel.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=publication");
        using var sent = JsonDocument.Parse(portal.Apis["membership"].Posts.Last(post => post.Path.EndsWith("/publication", StringComparison.Ordinal)).Body);
        Assert.Equal(["town", "description", "evidence"], sent.RootElement.GetProperty("hidden").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task The_team_changes_a_profile_its_activity_and_settles_its_class()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByLabel("Quelle classe retenir").SelectOptionAsync("micro");
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmer la classe" }).ClickAsync();
        await page.WaitForURLAsync("**?done=registration");
        await page.GetByRole(AriaRole.Link, new() { Name = "Modifier le profil" }).ClickAsync();
        await page.GetByLabel("Site web").FillAsync("www.nouveau.example");
        await page.Locator("form[action$='/profile']").GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=profile");
        using (var sent = JsonDocument.Parse(Last($"/organisations/{Samples.Id(2)}")))
        {
            Assert.Equal("https://www.nouveau.example", sent.RootElement.GetProperty("website").GetString());
            Assert.True(sent.RootElement.GetProperty("competences").GetArrayLength() > 0); // what the form does not show stays
        }

        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/profile");
        var activity = page.Locator("form[action$='/activity']");
        await activity.GetByLabel("Langues").FillAsync("français, en");
        await activity.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(activity.GetByLabel("Langues")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("français, en", await activity.GetByLabel("Langues").InputValueAsync());
        await activity.GetByLabel("Langues").FillAsync("fr, en");
        await activity.GetByLabel("Secteur").SelectOptionAsync("63");
        await activity.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=profile");
        using (var sent = JsonDocument.Parse(Last("/activity")))
            Assert.Equal("63", sent.RootElement.GetProperty("sector").GetString());

        string Last(string end) => portal.Apis["membership"].Posts.Last(post => post.Path.EndsWith(end, StringComparison.Ordinal)).Body;
    }

    static string Between(string text, string before, string after)
    {
        var from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[from..text.IndexOf(after, from, StringComparison.Ordinal)];
    }
}
