using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What the team does about a person's data, without the script.</summary>
public sealed class PrivacyTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    RemoteApi Membership => portal.Apis["membership"];

    [Fact]
    public async Task Erasing_asks_first_says_why_it_is_refused_and_then_shows_who_has_confirmed()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/people/{Samples.Id(500)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Effacer cette personne" }).ClickAsync();
        Assert.Contains("On ne peut pas revenir en arrière.", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        var form = page.Locator("form[action$='/erase']");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Motif")).ToHaveAttributeAsync("aria-invalid", "true");
        await form.GetByLabel("Motif").SelectOptionAsync("consent");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("contact principal de Lagune Logiciels");
        await form.GetByLabel("Motif").SelectOptionAsync("request");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync($"**/fr/erasures/{Samples.Id(800)}?done=ordered");
        Assert.EndsWith($"/people/{Samples.Id(500)}/erase", Membership.Posts[^1].Path, StringComparison.Ordinal);
        var text = await page.InnerTextAsync("main");
        foreach (var expected in new[] { "L’effacement est ordonné", "En attente de", "Événements", "Compte gardé", "lignes importées (2)" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_holds_what_each_service_said_and_names_one_that_was_away()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var address = $"/fr/people/{Samples.Id(500)}/data/download";
        using (var whole = await DownloadAsync(context, address))
        {
            Assert.Equal(["membership", "events", "identity"], whole.RootElement.GetProperty("services").EnumerateArray().Select(one => one.GetProperty("service").GetString()));
            Assert.Empty(whole.RootElement.GetProperty("missing").EnumerateArray());
            // Identity was asked with the address and with the account that Membership knows.
            var accounts = whole.RootElement.GetProperty("services")[2].GetProperty("categories").GetRawText();
            Assert.Contains("@exemple.example", accounts, StringComparison.Ordinal);
            Assert.Contains("signedInAt", accounts, StringComparison.Ordinal);
        }

        portal.Apis["events"].Behaviour = Behaviour.Fails;
        try
        {
            using var part = await DownloadAsync(context, address);
            Assert.Equal(["membership", "identity"], part.RootElement.GetProperty("services").EnumerateArray().Select(one => one.GetProperty("service").GetString()));
            var missing = Assert.Single(part.RootElement.GetProperty("missing").EnumerateArray());
            Assert.Equal("events", missing.GetProperty("service").GetString());
            Assert.Contains("n’a pas répondu", missing.GetProperty("reason").GetString(), StringComparison.Ordinal);
        }
        finally
        {
            portal.Apis["events"].Behaviour = Behaviour.Answers;
        }
    }

    [Fact]
    public async Task All_reads_are_shown_by_service_account_and_period()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/privacy");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lectures de données personnelles" }).ClickAsync();
        Assert.Contains("3 lectures", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "sans-nom@tests" }).First.ClickAsync();
        var text = await page.InnerTextAsync("main");
        Assert.Contains("2 lectures", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Yao Inventé", text, StringComparison.Ordinal);
        Assert.Contains("Un fichier entier", text, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Comptes et connexion" }).ClickAsync();
        Assert.Contains("account=sans-nom", page.Url, StringComparison.Ordinal);
        Assert.Contains("Aucune lecture", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_reads_the_register_and_only_the_team_the_rest()
    {
        await using var context = await browser.OpenAsync(portal, null);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/en/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Personal data" }).ClickAsync();
        var text = await page.InnerTextAsync("main");
        foreach (var expected in new[] { "ARTCI", "donnees@exemple.example", "Deciding on applications", "36 months" }) Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Retention", text, StringComparison.Ordinal);
        foreach (var path in new[] { "/en/erasures", "/en/privacy/retention", "/en/privacy/accesses", $"/en/people/{Samples.Id(500)}/data/download", $"/en/people/{Samples.Id(500)}/accesses" })
        {
            await using var partner = await browser.OpenAsync(portal, "partner");
            Assert.Equal(403, (await partner.APIRequest.GetAsync(path)).Status);
        }
    }

    static async Task<JsonDocument> DownloadAsync(IBrowserContext context, string address)
    {
        var answer = await context.APIRequest.GetAsync(address);
        Assert.True(answer.Ok);
        return JsonDocument.Parse(await answer.BodyAsync());
    }
}
