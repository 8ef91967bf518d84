using System.Text.Json;
using ClusterTic.Portal.Tests.Hosting;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What the team does with organisations that are entered twice, without the script.</summary>
public sealed class DuplicateTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    RemoteApi Membership => portal.Apis["membership"];

    [Fact]
    public async Task Two_are_compared_merged_with_the_chosen_values_and_taken_apart_again()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/fr/organisations");
        await page.GetByRole(AriaRole.Link, new() { Name = "Doublons" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Comparer" }).First.ClickAsync();
        await page.WaitForURLAsync($"**/organisations/{Samples.Id(2)}/merge?with={Samples.Id(1)}"); // the member goes on

        // What is suggested is chosen; the contact is taken by hand, the IDU is not.
        await page.GetByRole(AriaRole.Group, new() { Name = "IDU" }).GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "Personne à contacter" }).GetByLabel("Yao Inventé").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fusionner", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cotisations ouvertes");
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Personne à contacter" }).GetByLabel("Yao Inventé")).ToBeCheckedAsync();
        Assert.Equal(["contact"], Taken());

        await page.GetByRole(AriaRole.Group, new() { Name = "IDU" }).GetByRole(AriaRole.Radio).Last.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fusionner", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/duplicates?done=merge");
        Assert.Equal(["idu", "contact"], Taken());
        using (var sent = JsonDocument.Parse(Membership.Posts[^1].Body))
            Assert.Equal(Samples.Id(1), sent.RootElement.GetProperty("absorb").GetGuid());

        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler la fusion" }).ClickAsync();
        await page.WaitForURLAsync($"**/organisations/{Samples.Id(1)}/duplicates?done=undo");
        Assert.EndsWith($"/merges/{Samples.Id(770)}/undo", Membership.Posts[^1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_said_to_be_two_and_what_cannot_be_merged_says_why()
    {
        await using var context = await browser.OpenAsync(portal, "manager", script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/en/duplicates");
        await page.GetByRole(AriaRole.Button, new() { Name = "They are two" }).First.ClickAsync();
        await page.WaitForURLAsync("**/duplicates?done=dismiss");
        Assert.EndsWith("/dismiss", Membership.Posts[^1].Path, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Said to be two" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask again" }).ClickAsync();
        Assert.EndsWith("/reopen", Membership.Posts[^1].Path, StringComparison.Ordinal);

        await page.GotoAsync($"/en/organisations/{Samples.Id(2)}/merge?with={Samples.Id(1)}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Merge the other way round" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The one that would end is a member")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Merge", Exact = true })).ToHaveCountAsync(0);
    }

    string[] Taken()
    {
        using var sent = JsonDocument.Parse(Membership.Posts[^1].Body);
        return [.. sent.RootElement.GetProperty("take").EnumerateArray().Select(one => one.GetString()!)];
    }
}
