using ClusterTic.EndToEnd.Tests.Browsing;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>An analyst signs in with a browser and reads, in both languages, wide and narrow; axe finds nothing.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class BrowserJourney(WholeStack stack, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData("fr", 1280)]
    [InlineData("en", 360)]
    public async Task An_analyst_signs_in_and_reads(string language, int width)
    {
        await using var analyst = await chromium.OpenAsync(stack, language, width);
        var page = analyst.Page;
        var (user, password) = stack.Account("analyst");
        await page.GotoAsync($"/sign-in?returnUrl=/{language}/reports");
        await CheckAsync(page, width);
        await analyst.PassAsync(user, password);
        await page.WaitForURLAsync($"**/{language}/reports");

        foreach (var path in (string[])["", "directory", "events", "opportunities", "reports", "reports/cluster-overview", "reports/organisation-activity"])
        {
            var answer = await page.GotoAsync($"/{language}/{path}");
            Assert.Equal(200, answer!.Status);
            Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
            await CheckAsync(page, width);
        }
    }

    static async Task CheckAsync(IPage page, int width)
    {
        var axe = await page.RunAxe();
        Assert.True(axe.Violations.Length == 0, $"{page.Url}: {string.Join("; ", axe.Violations.Select(one => $"{one.Id} {one.Nodes.FirstOrDefault()?.Html}"))}");
        Assert.InRange(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), 0, width);
    }
}
