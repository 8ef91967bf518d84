using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What the team does with charter, contacts, meetings and groups, without the script.</summary>
public sealed class CommitmentTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    RemoteApi Membership => portal.Apis["membership"];

    [Fact]
    public async Task A_contact_is_recorded_and_followed_up_and_a_refusal_stands_at_its_field()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Charte et contacts" }).ClickAsync();
        var form = page.Locator("form[action$='/commitment/interactions']");
        await form.GetByLabel("Note").FillAsync("Rappeler lundi");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Nature")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal("Rappeler lundi", await form.GetByLabel("Note").InputValueAsync());
        await form.GetByLabel("Nature").SelectOptionAsync("call");
        await form.GetByLabel("Objet").SelectOptionAsync("needs");
        await form.GetByLabel("Personne rencontrée").SelectOptionAsync(Samples.Id(500).ToString());
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=interaction");
        using (var sent = JsonDocument.Parse(Membership.Posts[^1].Body))
            Assert.Equal(
                ("call", "needs", "Rappeler lundi", Samples.Id(500).ToString()), (Text(sent, "kind"), Text(sent, "purpose"), Text(sent, "note"), Text(sent, "personId")));

        await page.GotoAsync("/fr/follow-ups");
        await page.GetByRole(AriaRole.Button, new() { Name = "Suivi fait Lagune Logiciels" }).ClickAsync();
        await page.WaitForURLAsync("**/follow-ups?done=follow-up");
        Assert.EndsWith($"/interactions/{Samples.Id(710)}/follow-up", Membership.Posts[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_charter_is_signed_by_a_contact()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/organisations/{Samples.Id(2)}/commitment");
        await page.GetByText("Enregistrer une signature…").ClickAsync();
        var form = page.Locator("form[action$='/commitment/charter']");
        await form.GetByLabel("Signée le").FillAsync("2026-03-02");
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Signataire")).ToHaveAttributeAsync("aria-invalid", "true");
        await form.GetByLabel("Signataire").SelectOptionAsync(Samples.Id(501).ToString());
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=charter");
        using var sent = JsonDocument.Parse(Membership.Posts[^1].Body);
        Assert.Equal(("1", "2026-03-02", Samples.Id(501).ToString()), (Text(sent, "charter"), Text(sent, "signedOn"), Text(sent, "signatoryId")));
    }

    [Fact]
    public async Task A_meeting_says_when_by_the_clusters_clock_and_who_was_there()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/fr/bodies/{Samples.Id(550)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Réunions" }).ClickAsync();
        var form = page.Locator($"form[action$='/bodies/{Samples.Id(550)}/meetings']");
        await form.GetByLabel("Date").FillAsync("2026-03-02");
        await form.GetByLabel("Heure").FillAsync("14:30");
        await form.GetByLabel("Awa Exemple").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(form.GetByLabel("Lieu")).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(form.GetByLabel("Awa Exemple")).ToBeCheckedAsync();
        await form.GetByLabel("En ligne").CheckAsync();
        await form.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=meeting");
        using var sent = JsonDocument.Parse(Membership.Posts[^1].Body);
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 14, 30, 0, TimeSpan.Zero), sent.RootElement.GetProperty("startsAt").GetDateTimeOffset());
        Assert.Equal(Samples.Id(500), Assert.Single(sent.RootElement.GetProperty("attendees").EnumerateArray()).GetGuid());
    }

    [Fact]
    public async Task A_group_is_looked_at_before_it_is_saved_and_those_picked_by_hand_stay_when_its_rule_changes()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/organisations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Groupes" }).ClickAsync();
        var define = page.Locator("form[action$='/groups']");
        await define.GetByLabel("Charte signée").SelectOptionAsync("yes");
        await define.GetByRole(AriaRole.Button, new() { Name = "Voir ce que cela donne" }).ClickAsync();
        Assert.Contains("trouvent 1\u202F204 organisations", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await define.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await Assertions.Expect(define.GetByLabel("Code")).ToHaveAttributeAsync("aria-invalid", "true");
        await define.GetByLabel("Code").FillAsync("signataires");
        await define.GetByRole(AriaRole.Button, new() { Name = "Enregistrer" }).ClickAsync();
        await page.WaitForURLAsync($"**/groups/{Samples.Id(730)}?done=defined");
        using (var sent = JsonDocument.Parse(Membership.Posts[^1].Body))
        {
            var filter = sent.RootElement.GetProperty("filter");
            Assert.Equal(("member", true), (filter.GetProperty("status").GetString(), filter.GetProperty("charterSigned").GetBoolean()));
        }

        var rule = page.Locator($"form[action$='/groups/{Samples.Id(730)}'][method=post]");
        await rule.GetByLabel("Niveau minimal").SelectOptionAsync("4");
        await rule.GetByRole(AriaRole.Button).ClickAsync();
        await page.WaitForURLAsync("**?done=changed"); // the service would refuse it without those picked by hand

        await page.GetByRole(AriaRole.Button, new() { Name = "Retirer Baobab Cloud" }).ClickAsync();
        await page.WaitForURLAsync("**?done=picked");
        Assert.Equal("\"5\"", Membership.Posts[^1].IfMatch);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publier" }).ClickAsync();
        await page.WaitForURLAsync("**?done=publish");
    }

    static string? Text(JsonDocument sent, string field) => sent.RootElement.GetProperty(field).GetString();
}
