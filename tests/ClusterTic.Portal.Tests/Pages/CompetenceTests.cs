using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>The map of competences, and what the team enters on an organisation's page.</summary>
public sealed class CompetenceTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_refused_evidence_comes_back_as_typed_in_its_own_form_only()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByText("Ajouter un projet de référence…").ClickAsync();
        await page.GetByLabel("Intitulé du projet").FillAsync("Portail");
        await page.GetByLabel("Année du projet").FillAsync("2199");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Montant" }).FillAsync("45 000 000");
        var add = page.GetByRole(AriaRole.Button, new() { Name = "Ajouter la preuve" });
        await add.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Année du projet")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("Portail", await page.GetByLabel("Intitulé du projet").InputValueAsync());
        Assert.Equal(1, await page.Locator("[aria-invalid=true]").CountAsync());

        await page.GetByLabel("Année du projet").FillAsync("2024");
        var before = portal.Apis["membership"].Posts.Count;
        await add.ClickAsync();
        await page.WaitForURLAsync("**?done=competence");
        var sent = portal.Apis["membership"].Posts.Skip(before).Single();
        Assert.EndsWith("/competences/72230000/evidences", sent.Path, StringComparison.Ordinal);
        Assert.Equal("\"3\"", sent.IfMatch);
        using var body = JsonDocument.Parse(sent.Body);
        Assert.Equal((45_000_000, "XOF", "CI"), (body.RootElement.GetProperty("value").GetInt32(), body.RootElement.GetProperty("currency").GetString(), body.RootElement.GetProperty("country").GetString()));
    }

    [Fact]
    public async Task Declaring_verifying_and_removing_work_without_the_script()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByText("Déclarer une compétence ou changer").ClickAsync();
        var declare = page.GetByRole(AriaRole.Button, new() { Name = "Déclarer", Exact = true });
        await declare.ClickAsync();
        await Assertions.Expect(page.GetByLabel("Ou code CPV")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Ou code CPV").FillAsync("72999999");
        await declare.ClickAsync();
        await Assertions.Expect(page.GetByText("Ce n’est pas un code CPV.").First).ToBeVisibleAsync();
        await page.GetByLabel("Domaine", new() { Exact = false }).SelectOptionAsync("cloud");
        await declare.ClickAsync();
        await page.WaitForURLAsync("**?done=competence");

        await page.GetByText("Vérifier une compétence…").ClickAsync();
        await page.GetByLabel("Vérifiée jusqu’au").FillAsync("2031-06-01");
        var before = portal.Apis["membership"].Posts.Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Vérifier", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**?done=competence");
        Assert.Contains("2031-06-01", portal.Apis["membership"].Posts.Skip(before).Single().Body, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer (Projet de référence" }).First.ClickAsync();
        await page.WaitForURLAsync("**?done=competence");
    }

    [Fact]
    public async Task The_map_leads_from_a_code_to_its_members_and_says_what_nobody_can()
    {
        await using var context = await browser.OpenAsync(portal, "analyst");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/competences");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cybersécurité" }).ClickAsync();
        await page.WaitForURLAsync("**/directory?competence=cybersecurity");
        Assert.Equal("cybersecurity", await page.GetByLabel("Compétence").InputValueAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Toutes les compétences" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Programmation et conseil en logiciels", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/competences?parent=72200000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Voir les membres (Programmation de progiciels)" }).ClickAsync();
        await page.WaitForURLAsync("**/directory?competence=72210000");

        await page.GotoAsync("/fr/competences");
        await page.GetByRole(AriaRole.Link, new() { Name = "Carte des compétences" }).ClickAsync();
        var row = page.GetByRole(AriaRole.Row, new() { Name = "Agriculture numérique" });
        Assert.Equal(16, await row.GetByText("aucun", new() { Exact = true }).CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Par taille" }).ClickAsync();
        await page.WaitForURLAsync("**by=size*");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Petite entreprise" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_public_page_shows_projects_and_certificates()
    {
        await using var context = await browser.OpenAsync(portal, language: "en");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/en/directory/{Samples.Id(1)}");
        await Assertions.Expect(page.GetByText("Verified by the team")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("ISO 27001, until 1 June 2031")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("2024, Côte d’Ivoire").First).ToBeVisibleAsync();
    }
}
