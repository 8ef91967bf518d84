using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>The catalogue as readers search it and the team keeps it, without the script.</summary>
public sealed class CatalogueFormTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    static readonly FilePayload Photo = new() { Name = "photo.png", MimeType = "image/png", Buffer = new byte[64] };

    RemoteApi Membership => portal.Apis["membership"];

    [Fact]
    public async Task Facets_are_chosen_shown_as_chips_and_taken_off_again()
    {
        await using var context = await browser.OpenAsync(portal, null, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/directory");
        await page.GetByRole(AriaRole.Link, new() { Name = "Catalogue" }).ClickAsync();
        await page.GetByLabel("Nature").SelectOptionAsync("product");
        await page.GetByLabel("Mots").FillAsync("paie");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher" }).ClickAsync();
        var chips = page.GetByRole(AriaRole.List, new() { Name = "Filtres choisis" });
        await Assertions.Expect(chips.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await chips.GetByRole(AriaRole.Link, new() { Name = "Retirer Produit" }).ClickAsync();
        await Assertions.Expect(chips.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        Assert.Contains("q=paie", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Paie simple" }).ClickAsync();
        var text = await page.InnerTextAsync("main");
        foreach (var expected in new[] { "Abonnement, à partir de 25\u202F000", "80\u00A0%", "Dépôt 2024-12", "8 – complet et qualifié", "UEMOA" })
            Assert.Contains(expected, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Aucune offre pour «\u00A0paeiment\u00A0»\u00A0: voici les plus proches")]
    [InlineData("en", "No offer for “paeiment”: these come closest")]
    public async Task What_comes_closest_is_said_to_be_that(string language, string said)
    {
        await using var context = await browser.OpenAsync(portal, null, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/{language}/catalogue?q=paeiment");
        Assert.Contains(said, await page.GetByRole(AriaRole.Note).InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"/{language}/catalogue?q=paie");
        await Assertions.Expect(page.GetByRole(AriaRole.Note)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_got_no_answer_stands_again_and_is_sent_under_the_same_key()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/offers");
        await page.GetByLabel("Nom en français").FillAsync("Caisse");
        await page.GetByLabel("Résumé en français").FillAsync("Un résumé");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer le brouillon" });
        Membership.Behaviour = Behaviour.LosesAnswers;
        try
        {
            await save.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("renvoyez-le dans un instant");
        }
        finally
        {
            Membership.Behaviour = Behaviour.Answers;
        }

        await save.ClickAsync();
        await page.WaitForURLAsync("**?done=written");
        var (lost, again) = (Membership.Posts[^2], Membership.Posts[^1]);
        Assert.Equal((lost.Path, lost.Body, lost.Key), (again.Path, again.Body, again.Key));
    }

    [Fact]
    public async Task An_offer_is_written_down_and_what_was_typed_stands_again_where_it_is_refused()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/offers");
        await page.GetByLabel("Résumé en français").FillAsync("Un résumé");
        await page.GetByLabel("À partir de").FillAsync("25 000");
        await page.GetByLabel("Monde").CheckAsync();
        await page.GetByLabel("Codes CPV").FillAsync("48000000, 72230000");
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Enregistrer le brouillon" });
        await save.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Nom en français")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(("Un résumé", "25 000"), (await page.GetByLabel("Résumé en français").InputValueAsync(), await page.GetByLabel("À partir de").InputValueAsync()));
        Assert.True(await page.GetByLabel("Monde").IsCheckedAsync());
        await page.GetByLabel("Nom en français").FillAsync("Caisse");
        await page.GetByLabel("À partir de").FillAsync("beaucoup");
        await save.ClickAsync();
        await Assertions.Expect(page.GetByLabel("À partir de")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("À partir de").FillAsync("25 000");
        await save.ClickAsync();
        await page.WaitForURLAsync("**?done=written");
        using var sent = JsonDocument.Parse(Membership.Posts[^1].Body);
        Assert.Equal(25_000, sent.RootElement.GetProperty("priceFrom").GetInt64());
        Assert.Equal(["48000000", "72230000"], sent.RootElement.GetProperty("cpvCodes").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal("world", Assert.Single(sent.RootElement.GetProperty("markets").EnumerateArray()).GetString());

        await page.GetByRole(AriaRole.Button, new() { Name = "Publier" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("en français et en anglais");
    }

    [Fact]
    public async Task Pictures_and_logos_are_sent_on_and_refusals_stand_at_their_field()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/offers/{Samples.Id(760)}");
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Ajouter l’image" });
        await add.ClickAsync();
        await Assertions.Expect(page.Locator("#f-file")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("#f-file").SetInputFilesAsync(new FilePayload { Name = "trop.png", MimeType = "image/png", Buffer = new byte[(2 * 1024 * 1024) + 1] });
        await add.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("2\u00A0Mo");
        await page.Locator("#f-file").SetInputFilesAsync(Photo);
        await page.GetByLabel("Ce que montre l’image, en français").FillAsync("Un écran");
        await add.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Ce que montre l’image, en anglais")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("Un écran", await page.GetByLabel("Ce que montre l’image, en français").InputValueAsync());
        await page.Locator("#f-file").SetInputFilesAsync(Photo);
        await page.GetByLabel("Ce que montre l’image, en anglais").FillAsync("A screen");
        await add.ClickAsync();
        await page.WaitForURLAsync("**?done=picture");
        Assert.DoesNotContain("photo.png", Membership.Posts[^1].Body, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Toujours valable" }).ClickAsync();
        await page.WaitForURLAsync("**?done=confirm");

        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.Locator("#f-file").SetInputFilesAsync(Photo);
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer le logo" }).ClickAsync();
        await page.WaitForURLAsync("**?done=logo");
    }
}
