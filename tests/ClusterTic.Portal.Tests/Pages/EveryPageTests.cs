using ClusterTic.Portal.Tests.Hosting;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>What holds for every page, in both languages and both themes.</summary>
public sealed class EveryPageTests(PortalFixture portal, Browser browser) : IClassFixture<PortalFixture>
{
    public static TheoryData<string, bool> LanguagesAndThemes => new() { { "fr", false }, { "fr", true }, { "en", false }, { "en", true } };

    [Theory, MemberData(nameof(LanguagesAndThemes))]
    public async Task Axe_finds_nothing_and_nothing_complains(string language, bool dark)
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync(language, 1280, dark, findings.Add)) findings.AddRange(await AxeAsync(page, path));
        Assert.Empty(findings);
    }

    [Theory, InlineData("fr"), InlineData("en")]
    public async Task Nothing_is_wider_than_a_small_phone(string language)
    {
        var findings = new List<string>();
        await foreach (var (page, path) in EachAsync(language, 360, dark: false, findings.Add))
        {
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 360) findings.Add($"{path}: {width} px");
            // The cards of a small screen come from the same markup in both languages.
            if (language == "fr") findings.AddRange(await AxeAsync(page, path));
        }

        Assert.Empty(findings);
    }

    static async Task<IEnumerable<string>> AxeAsync(IPage page, string path)
    {
        var result = await page.RunAxe();
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
