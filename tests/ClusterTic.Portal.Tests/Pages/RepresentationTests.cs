using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What somebody without a role sees and does for an organisation, and what the team does about it.</summary>
public sealed class RepresentationTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_invitation_is_accepted_with_its_code_and_a_wrong_one_comes_back_as_typed()
    {
        await using var context = await browser.OpenAsync(portal, "member");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/represent");
        await page.GetByLabel("Code de l’invitation").FillAsync("XXXX");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accepter" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Code de l’invitation")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("XXXX", await page.GetByLabel("Code de l’invitation").InputValueAsync());
        await page.GetByLabel("Code de l’invitation").FillAsync("ABCD-2345-EFGH-6789");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accepter" }).ClickAsync();
        await page.WaitForURLAsync("**/fr/my?done=accept");
        Assert.DoesNotContain("ABCD", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = Samples.Members[2].Name }).ClickAsync();
        await page.WaitForURLAsync($"**/fr/organisations/{Samples.Id(2)}");
    }

    [Fact]
    public async Task A_members_own_page_asks_for_nothing_that_is_the_teams_and_shows_none_of_it()
    {
        await using var context = await browser.OpenAsync(portal, "member");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        foreach (var team in (string[])["#notes", "#history", "#standing", "#representatives", "#next"]) await Assertions.Expect(page.Locator(team)).ToHaveCountAsync(0);
        foreach (var own in (string[])["#profile", "#competences", "#registration", "#publication", "#logo", "#contacts", "#dues", "#requests"])
            await Assertions.Expect(page.Locator(own)).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("input[name=idu]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Vérifier une compétence")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_a_member_may_not_change_is_sent_as_it_is_and_asked_for_instead()
    {
        await using var context = await browser.OpenAsync(portal, "member");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(1)}/change-requests");
        await page.GetByLabel("Nom officiel").FillAsync("Nouveau nom");
        await page.GetByLabel("Pourquoi cette modification").FillAsync("Statuts");
        var before = portal.Apis["membership"].Posts.Count;
        await page.GetByRole(AriaRole.Button, new() { Name = "Envoyer la demande" }).ClickAsync();
        await page.WaitForURLAsync("**/change-requests?done=ask");
        var post = Assert.Single(portal.Apis["membership"].Posts.Skip(before));
        using var sent = JsonDocument.Parse(post.Body);
        Assert.Equal("Nouveau nom", sent.RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_team_sees_before_and_after_and_says_why_it_rejects()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/change-requests");
        await Assertions.Expect(page.GetByRole(AriaRole.Table)).ToContainTextAsync("CI-ABJ-03-2021-B12-00345");
        await page.GetByText("Refuser…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuser la demande" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Motif du refus")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.GetByLabel("Motif du refus").FillAsync("Il manque l’extrait.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Refuser la demande" }).ClickAsync();
        await page.WaitForURLAsync("**/fr/change-requests?done=reject");
    }

    [Fact]
    public async Task The_team_invites_a_contact_from_the_organisations_page()
    {
        await using var context = await browser.OpenAsync(portal, "manager");
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await Assertions.Expect(page.Locator("section[aria-labelledby=representatives]")).ToContainTextAsync("Koffi Inventé");
        await page.Locator("section[aria-labelledby=representatives] details").Last.Locator("summary").ClickAsync();
    }
}
