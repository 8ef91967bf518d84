using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>An analyst signs in with a browser and reads, in both languages, wide and narrow; axe finds nothing.</summary>
[Collection("journeys")] // one stack, and some of them stop its servers
public sealed class BrowserJourney(WholeStack stack)
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    [Theory]
    [InlineData("fr", 1280)]
    [InlineData("en", 360)]
    public async Task An_analyst_signs_in_and_reads(string language, int width)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments,
        });
        await using var context = await browser.NewContextAsync(new()
        {
            BaseURL = stack.Portal.ToString(), Locale = language, ViewportSize = new() { Width = width, Height = 800 },
        });
        var page = await context.NewPageAsync();
        var (user, password) = stack.Account("analyst");
        await page.GotoAsync($"/sign-in?returnUrl=/{language}/reports");
        await page.Locator("input:not([type=hidden]):not([type=password]):not([type=checkbox])").First.FillAsync(user);
        await page.Locator("input[type=password]").FillAsync(password);
        await CheckAsync(page, width);
        await page.Locator("input[type=password]").PressAsync("Enter");
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
