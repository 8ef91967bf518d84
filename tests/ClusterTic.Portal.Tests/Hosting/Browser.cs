using Microsoft.Playwright;

namespace ClusterTic.Portal.Tests.Hosting;

/// <summary>One headless Chromium for the assembly.</summary>
public sealed class Browser : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args = Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    public Task<IBrowserContext> OpenAsync(
        PortalFixture portal, string? roles = null, int width = 1280, bool dark = false, bool script = true, string language = "fr") => browser!.NewContextAsync(new()
        {
            BaseURL = portal.Address,
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            Locale = language,
            ExtraHTTPHeaders = roles is null ? null : new Dictionary<string, string> { [TestReaders.Header] = roles },
        });
}
