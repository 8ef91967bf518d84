using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Browsing;

/// <summary>The browser that a class's journeys share; whoever opens it has a session of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? playwright;
    IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments,
        });
    }

    /// <param name="language">fr or en: that of the browser, and of the pages opened without another one.</param>
    internal async Task<Visitor> OpenAsync(WholeStack stack, string language, int width = 1280)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = stack.Portal.ToString(), Locale = language, ViewportSize = new() { Width = width, Height = 800 },
        });
        return new(context, await context.NewPageAsync(), language);
    }

    /// <summary>Signed in with the demo's account of this role.</summary>
    internal async Task<Visitor> SignInAsync(WholeStack stack, string language, string role)
    {
        var visitor = await OpenAsync(stack, language);
        var (user, password) = stack.Account(role);
        await visitor.SignInAsync(user, password);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
