using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>Whom the team invites, and the guests whom it names, without the script.</summary>
public sealed class InviteTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_group_is_invited_once_the_reader_has_seen_how_many_that_are()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/groups/{Samples.Id(730)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Inviter à un événement" }).ClickAsync();
        await page.GetByLabel("Événement à venir").SelectOptionAsync(Samples.Id(102).ToString());
        var before = portal.Apis["events"].Posts.Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Voir combien seraient invitées" }).ClickAsync();
        var text = await page.InnerTextAsync("main");
        Assert.Contains("1\u202F204 organisations seront invitées.", text, StringComparison.Ordinal);
        Assert.Contains("3 organisations sont déjà invitées", text, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Inviter", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**/fr/groups/{Samples.Id(730)}?done=invited");
        Assert.Contains("Les organisations du groupe sont invitées", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(2, portal.Apis["events"].Posts.Count - before); // counted, then invited
    }

    [Fact]
    public async Task A_meetings_guests_are_named_and_who_is_not_known_is_said()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/bodies/{Samples.Id(550)}/meetings");
        Assert.Contains("Invités – Koffi Fictif et 2 autres personnes", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        var form = page.Locator("section[aria-labelledby=add] form");
        await form.GetByLabel("Date").FillAsync("2021-11-03");
        await form.GetByLabel("Lieu").FillAsync("Abidjan");
        await form.GetByLabel("Invités que le cluster connaît").FillAsync("Awa Exemple\nInconnue");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Inconnue");
        await form.GetByLabel("Invités que le cluster connaît").FillAsync("Awa Exemple\nyao.un.nom.assez.long.pour.une.colonne@exemple.example");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**/meetings?done=meeting");
        var sent = portal.Apis["membership"].Posts[^1].Body;
        foreach (var person in new[] { Samples.Id(500), Samples.Id(501) }) Assert.Contains(person.ToString(), sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_charters_signatures_are_on_the_organisations_page_for_the_member_too()
    {
        await using var context = await browser.OpenAsync(portal, "member", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        var panel = page.Locator("section[aria-labelledby=signatures]");
        await Assertions.Expect(panel).ToContainTextAsync("Awa Exemple");
        Assert.Equal(0, await panel.GetByRole(AriaRole.Link).CountAsync()); // only the team records them
    }

    [Fact]
    public async Task The_published_vocabulary_is_sent_and_faulty_lines_are_named()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/competences");
        await page.GetByRole(AriaRole.Link, new() { Name = "Importer la liste CPV publiée" }).ClickAsync();
        await SendAsync("code;label_fr\nxx;Faux");
        Assert.Contains("Ligne 2\u00A0: Ce n’est pas un code.", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await SendAsync("code;label_fr\n72000000;Services informatiques");
        await page.WaitForURLAsync("**/competences/import?read=9454&added=9000&changed=454");
        Assert.Contains("9\u202F454 codes lus, 9\u202F000 ajoutés, 454 changés.", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        async Task SendAsync(string text)
        {
            await page.GetByLabel("Fichier CSV").SetInputFilesAsync(new FilePayload { Name = "cpv.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(text) });
            await page.GetByRole(AriaRole.Button, new() { Name = "Importer" }).ClickAsync();
        }
    }

    [Fact]
    public async Task Members_without_representative_are_listed_and_invited_in_one_go()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/organisations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Membres sans représentant" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Inviter les membres sans représentant" }).ClickAsync();
        var text = await page.InnerTextAsync("main");
        Assert.Contains("500 membres seront invités.", text, StringComparison.Ordinal);
        Assert.Contains("37 autres membres restent", text, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer les invitations" }).ClickAsync();
        await page.WaitForURLAsync("**/organisations/invitations?invited=500");
        Assert.Contains("500 membres sont invités", await page.InnerTextAsync("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_records_of_one_person_are_compared_and_merged()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Personnes saisies deux fois" }).ClickAsync();
        Assert.Contains("même nom, même téléphone", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Comparer" }).ClickAsync();
        foreach (var expected in new[] { "2 rôles dans des organisations", "contact principal de 1 organisation", "3 contacts avec l’équipe", "On ne peut pas revenir en arrière." })
            Assert.Contains(expected, await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Fusionner" }).ClickAsync();
        await page.WaitForURLAsync($"**/fr/people/{Samples.Id(500)}?done=merged");
        Assert.Contains("Les deux fiches n’en font plus qu’une", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync($"/fr/people/{Samples.Id(502)}/merge?with={Samples.Id(500)}");
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Fusionner" }).CountAsync());
    }

    [Fact]
    public async Task Two_people_are_said_to_be_two_and_listed_apart()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/people/duplicates");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ce sont deux personnes" }).ClickAsync();
        await page.WaitForURLAsync("**/fr/people/duplicates?done=dismiss");
        Assert.EndsWith("/dismiss", portal.Apis["membership"].Posts[^1].Path, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Personnes distinctes" }).ClickAsync();
        await page.WaitForURLAsync("**/fr/people/duplicates?dismissed=true");
        Assert.Contains("Awa Exemple", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Ce sont deux personnes" }).CountAsync());
    }
}
