using ClusterTic.Portal.Tests.Hosting;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What holds for every page, in both languages and both themes.</summary>
public sealed class EveryPageTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    public static TheoryData<string, bool> LanguagesAndThemes => new() { { "fr", false }, { "fr", true }, { "en", false }, { "en", true } };

    [Theory, MemberData(nameof(LanguagesAndThemes))]
    public async Task Axe_finds_nothing(string language, bool dark)
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync(language, 1280, dark))
        {
            var result = await page.RunAxe();
            findings.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{path}: {violation.Id}: {node.Html}")));
        }

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("fr", 360)]
    [InlineData("en", 360)]
    [InlineData("fr", 800)]
    [InlineData("fr", 1280)]
    [InlineData("en", 1280)]
    public async Task Nothing_is_wider_than_the_window(string language, int window)
    {
        var wide = new List<string>();
        await foreach (var (page, path) in EachAsync(language, window, dark: false))
        {
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > window) wide.Add($"{path}: {width} px");
            // Only between a phone's cards and a desk's window may a table scroll by itself.
            if (window != 800 && await page.EvaluateAsync<bool>("[...document.querySelectorAll('.table-scroll')].some(e => e.scrollWidth > e.clientWidth)"))
                wide.Add($"{path}: a table does not fit");
        }

        Assert.Empty(wide);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_a_small_phone()
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync("fr", 360, dark: false))
        {
            var result = await page.RunAxe();
            findings.AddRange(result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{path}: {violation.Id}: {node.Html}")));
        }

        Assert.Empty(findings);
    }

    [Fact]
    public async Task Nothing_is_blocked_by_the_content_security_policy_and_nothing_fails_in_the_console()
    {
        var complaints = new List<string>();
        await foreach (var (_, path) in EachAsync("fr", 1280, dark: false, (page, at) =>
        {
            page.Console += (_, message) =>
            {
                // The status of an error page is the page's own.
                if (message.Type is "error" && !message.Text.Contains("the server responded with a status", StringComparison.Ordinal))
                    complaints.Add($"{at()}: {message.Text}");
            };
            page.PageError += (_, error) => complaints.Add($"{at()}: {error}");
        }))
        {
            Assert.NotNull(path);
        }

        Assert.Empty(complaints);
    }

    async IAsyncEnumerable<(IPage Page, string Path)> EachAsync(
        string language, int width, bool dark, Action<IPage, Func<string>>? listen = null)
    {
        var shots = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS");
        foreach (var group in PortalPages.All.GroupBy(page => page.Roles))
        {
            await using var context = await browser.OpenAsync(portal, group.Key, width, dark, language: language);
            var page = await context.NewPageAsync();
            var path = "";
            listen?.Invoke(page, () => path);
            foreach (var one in group)
            {
                path = $"/{language}{one.Path}";
                await page.GotoAsync(path);
                if (shots is not null)
                    await page.ScreenshotAsync(new()
                    {
                        FullPage = true,
                        Path = Path.Combine(shots, $"{path.Trim('/').Replace('/', '_').Replace('?', '_')}-{group.Key}-{width}{(dark ? "-dark" : "")}.png"),
                    });
                yield return (page, path);
            }
        }
    }
}
