using ClusterTic.Portal.Tests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>Every page in French.</summary>
public sealed class FrenchPageTests(PortalFixture portal, Browser browser) : EveryPageTests(portal, browser)
{
    [Theory]
    [InlineData(false, 360)]
    [InlineData(false, 800)]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    public Task Axe_finds_nothing_nothing_is_blocked_and_everything_fits(bool dark, int window) => CheckAsync("fr", dark, window);
}

/// <summary>Every page in English: a class of its own, so that both languages are tried at once.</summary>
public sealed class EnglishPageTests(PortalFixture portal, Browser browser) : EveryPageTests(portal, browser)
{
    [Theory]
    [InlineData(true, 360)]
    [InlineData(false, 1280)]
    [InlineData(true, 1280)]
    public Task Axe_finds_nothing_nothing_is_blocked_and_everything_fits(bool dark, int window) => CheckAsync("en", dark, window);
}

/// <summary>What holds for every page, in both languages and both themes.</summary>
public abstract class EveryPageTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    protected async Task CheckAsync(string language, bool dark, int window)
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync(language, window, dark, findings.Add))
        {
            // Each language and each theme is tried whole once; of the other pairs only the colours can differ.
            if (window != 800) findings.AddRange(await AxeAsync(page, path, onlyColours: dark == (language == "fr")));
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > window) findings.Add($"{path}: {width} px");
            // Only between a phone's cards and a desk's window may a table scroll by itself.
            if (window != 800 && await page.EvaluateAsync<bool>("[...document.querySelectorAll('.table-scroll')].some(e => e.scrollWidth > e.clientWidth)"))
                findings.Add($"{path}: a table does not fit");
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(20)));
    }

    static async Task<IEnumerable<string>> AxeAsync(IPage page, string path, bool onlyColours)
    {
        var result = onlyColours
            ? await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } })
            : await page.RunAxe();
        return result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{path}: {violation.Id}: {node.Html}"));
    }

    async IAsyncEnumerable<(IPage Page, string Path)> EachAsync(string language, int width, bool dark, Action<string> complain)
    {
        // To look at them: a folder that receives a picture of every page.
        var pictures = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS");
        foreach (var group in PortalPages.All.GroupBy(page => page.Roles))
        {
            await using var context = await browser.OpenAsync(portal, group.Key, width, dark, language: language);
            var page = await context.NewPageAsync();
            var path = "";
            page.PageError += (_, error) => complain($"{path}: {error}");
            page.Console += (_, message) =>
            {
                // What the content security policy blocks is an error here; the status of an error page is the page's own.
                if (message.Type is "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal))
                    complain($"{path}: {message.Text}");
            };
            foreach (var one in group)
            {
                path = $"/{language}{one.Path}";
                await page.GotoAsync(path);
                if (pictures is not null)
                    await page.ScreenshotAsync(new()
                    {
                        FullPage = true,
                        Path = Path.Combine(pictures, $"{path.Trim('/').Replace('/', '_').Replace('?', '_')}-{group.Key}-{width}{(dark ? "-dark" : "")}.png"),
                    });
                yield return (page, path);
            }
        }
    }
}
