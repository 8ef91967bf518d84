using ClusterTic.Portal.Tests.Hosting;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>Every page in French, whole in the light theme.</summary>
public sealed class FrenchPageTests(PortalFixture portal, Browser browser) : EveryPageTests(portal, browser)
{
    [Fact]
    public Task Axe_finds_nothing_nothing_is_blocked_and_everything_fits() => CheckAsync("fr", ColorScheme.Light, ColorScheme.Dark);
}

/// <summary>Every page in English, whole in the dark theme: a class of its own, so that both languages are tried at once.</summary>
public sealed class EnglishPageTests(PortalFixture portal, Browser browser) : EveryPageTests(portal, browser)
{
    [Fact]
    public Task Axe_finds_nothing_nothing_is_blocked_and_everything_fits() => CheckAsync("en", ColorScheme.Dark, ColorScheme.Light);
}

/// <summary>What holds for every page, in both languages and both themes.</summary>
public abstract class EveryPageTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    const int Phone = 360, Tablet = 800, Desk = 1280;

    static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Opens each page once and turns it through the windows and themes: loading it and axe are what costs.</summary>
    /// <param name="other">The theme in which only the colours are tried: nothing else can differ.</param>
    protected async Task CheckAsync(string language, ColorScheme theme, ColorScheme other)
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync(language, theme, findings.Add))
        {
            await page.EvaluateAsync(Axe);
            foreach (var window in (int[])[Phone, Tablet, Desk])
            {
                await page.SetViewportSizeAsync(window, 800);
                findings.AddRange(await FitAsync(page, path, window));
                if (window != Tablet) findings.AddRange(await AxeAsync(page, path, "{}"));
                await PictureAsync(page, path, $"{window}");
            }

            await page.EmulateMediaAsync(new() { ColorScheme = other });
            findings.AddRange(await AxeAsync(page, path, "{ runOnly: ['color-contrast'] }"));
            await PictureAsync(page, path, $"{Desk}-{other}");
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings.Take(20)));
    }

    static async Task<IEnumerable<string>> FitAsync(IPage page, string path, int window)
    {
        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        // Only between a phone's cards and a desk's window may a table scroll by itself.
        var scrolls = window != Tablet && await page.EvaluateAsync<bool>("[...document.querySelectorAll('.table-scroll')].some(e => e.scrollWidth > e.clientWidth)");
        return [.. width > window ? [$"{path}: {width} px in a window of {window}"] : (string[])[], .. scrolls ? [$"{path}: a table does not fit in {window} px"] : (string[])[]];
    }

    static async Task<IEnumerable<string>> AxeAsync(IPage page, string path, string options) => await page.EvaluateAsync<string[]>(
        $$"""
          async path => {
            const { passes, violations } = await axe.run({{options}});
            if (passes.length === 0) return [`${path}: axe looked at nothing`];
            return violations.flatMap(violation => violation.nodes.map(node => `${path} (${innerWidth} px): ${violation.id}: ${node.html}`));
          }
          """, path);

    /// <summary>To look at them: a folder that receives a picture of every page.</summary>
    static async Task PictureAsync(IPage page, string path, string how)
    {
        if (Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS") is { } folder)
            await page.ScreenshotAsync(new() { FullPage = true, Path = Path.Combine(folder, $"{path.Trim('/').Replace('/', '_').Replace('?', '_')}-{how}.png") });
    }

    async IAsyncEnumerable<(IPage Page, string Path)> EachAsync(string language, ColorScheme theme, Action<string> complain)
    {
        foreach (var group in PortalPages.All.GroupBy(page => page.Roles))
        {
            await using var context = await browser.OpenAsync(portal, group.Key, Phone, theme is ColorScheme.Dark, language: language);
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
                yield return (page, path);
            }
        }
    }
}
