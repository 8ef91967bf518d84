using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What the team does with contacts, people and bodies, without the script.</summary>
public sealed class PeopleFormTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    RemoteApi Membership => portal.Apis["membership"];

    [Fact]
    public async Task A_contact_is_added_corrected_and_made_the_main_one_and_a_refusal_stands_at_its_field()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByText("Ajouter un contact…").ClickAsync();
        var add = page.Locator("form[action$='/contacts']");
        await add.GetByLabel("Nom et prénom").FillAsync("Ama Nouvelle");
        await add.GetByLabel("Courriel", new() { Exact = true }).FillAsync("ama@exemple.example");
        await add.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(add.GetByLabel("Rôle")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("Ama Nouvelle", await add.GetByLabel("Nom et prénom").InputValueAsync());
        await add.GetByLabel("Rôle").SelectOptionAsync("finance");
        await add.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=contact");
        using (var sent = JsonDocument.Parse(Membership.Posts[^1].Body))
            Assert.Equal(("Ama Nouvelle", "finance", "fr"), (Text(sent, "name"), Text(sent, "role"), Text(sent, "language")));

        var one = page.Locator($"form[action$='/contacts/{Samples.Id(521)}']");
        await page.GetByText("Modifier… Yao Inventé").ClickAsync();
        await one.GetByLabel("Téléphone").FillAsync("12");
        await one.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(one.GetByLabel("Téléphone")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("12", await one.GetByLabel("Téléphone").InputValueAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Mettre fin au rôle Yao Inventé" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ce rôle est terminé.");
        await page.GetByText("Modifier… Yao Inventé").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Désigner contact principal Yao Inventé" }).ClickAsync();
        await page.WaitForURLAsync("**?done=contact");
        Assert.EndsWith($"/contacts/{Samples.Id(521)}/main", Membership.Posts[^1].Path, StringComparison.Ordinal);
        Assert.Equal("\"4\"", Membership.Posts[^1].IfMatch);
    }

    [Fact]
    public async Task A_persons_data_and_consents_are_kept_and_what_is_refused_says_why()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/organisations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Personnes" }).ClickAsync();
        await page.GetByLabel("Nom ou courriel").FillAsync("awa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Awa Exemple" }).ClickAsync();
        var text = await page.InnerTextAsync("main");
        foreach (var expected in new[] { "Lagune Logiciels", "Conseil d’administration", "Présidence", "sur papier", "no-longer-asked", "retiré le" })
            Assert.Contains(expected, text, StringComparison.Ordinal);

        var data = page.Locator($"form[action$='/people/{Samples.Id(500)}']");
        await data.GetByLabel("Année de naissance").FillAsync("mil");
        await data.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(data.GetByLabel("Année de naissance")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("mil", await data.GetByLabel("Année de naissance").InputValueAsync());
        await data.GetByLabel("Année de naissance").FillAsync("1987");
        await data.GetByLabel("Courriel", new() { Exact = true }).FillAsync("prise@exemple.example");
        await data.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Yao Inventé");

        await page.GetByText("Enregistrer un consentement…").ClickAsync();
        var consent = page.Locator("form[action$='/consents']");
        await consent.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(consent.GetByLabel("Reçu par")).ToHaveAttributeAsync("aria-invalid", "true");
        await consent.GetByLabel("Reçu par").SelectOptionAsync("form");
        await consent.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Le consentement est enregistré");
        Assert.Contains("newsletter", Membership.Posts[^1].Body, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer le consentement Conserver" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Le consentement est retiré");
    }

    [Fact]
    public async Task A_mandate_is_given_in_two_steps_changed_and_ended()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/bodies");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("1 sur 9");
        await page.GetByRole(AriaRole.Link, new() { Name = "Conseil d’administration" }).ClickAsync();
        Assert.Contains("Fonction (Awa Exemple)", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByLabel("Personne, par nom ou courriel").FillAsync("awa");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rechercher" }).ClickAsync();
        await page.Locator("section[aria-labelledby=give]").GetByRole(AriaRole.Link, new() { Name = "Awa Exemple" }).ClickAsync();

        var give = page.Locator("form[action$='/mandates']");
        await give.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(give.GetByLabel("Premier jour")).ToHaveAttributeAsync("aria-invalid", "true");
        await give.GetByLabel("Fonction").SelectOptionAsync("chair");
        await give.GetByLabel("Représente").SelectOptionAsync("Lagune Logiciels");
        await give.GetByLabel("Premier jour").FillAsync("2026-01-01");
        await give.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Les sièges sont occupés.");
        Assert.Equal("2026-01-01", await give.GetByLabel("Premier jour").InputValueAsync());
        await give.GetByLabel("Fonction").SelectOptionAsync("member");
        await give.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=given");
        using (var sent = JsonDocument.Parse(Membership.Posts[^1].Body))
            Assert.Equal((Samples.Id(500).ToString(), Samples.Id(1).ToString(), "2026-01-01"), (Text(sent, "personId"), Text(sent, "organisationId"), Text(sent, "from")));
        Assert.Equal("\"3\"", Membership.Posts[^1].IfMatch);

        await page.GetByText("Modifier… Yao Inventé").ClickAsync();
        var change = page.Locator($"form[action$='/mandates/{Samples.Id(561)}']");
        await change.GetByLabel("Dernier jour").FillAsync("2020-01-01");
        await change.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(change.GetByLabel("Dernier jour")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByText("Terminer… Awa Exemple").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Terminer le mandat" }).ClickAsync();
        await page.WaitForURLAsync("**?done=ended");
    }

    [Fact]
    public async Task A_body_is_defined_and_comes_back_as_typed_where_it_was_not()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/bodies");
        await page.GetByLabel("Nom en français").FillAsync("Comité");
        await page.GetByLabel("Nature").SelectOptionAsync("committee");
        await page.GetByLabel("Sièges").FillAsync("sept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une instance" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Sièges")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Sièges").FillAsync("7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une instance" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Nom en anglais")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("committee", await page.GetByLabel("Nature").InputValueAsync());
        await page.GetByLabel("Nom en anglais").FillAsync("Committee");
        await page.GetByRole(AriaRole.Button, new() { Name = "Créer une instance" }).ClickAsync();
        await page.WaitForURLAsync($"**/fr/bodies/{Samples.Id(550)}?done=defined");
    }

    static string? Text(JsonDocument sent, string name) => sent.RootElement.GetProperty(name).GetString();
}
