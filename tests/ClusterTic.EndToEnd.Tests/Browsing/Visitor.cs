using ClusterTic.Testing;
using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Browsing;

/// <summary>Somebody in front of the Portal: opens its pages and fills in its forms.</summary>
sealed class Visitor(IBrowserContext context, IPage page, string language) : IAsyncDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public IPage Page => page;

    /// <summary>Opens a page of the Portal in the visitor's language; the path begins with a slash.</summary>
    public async Task<Visitor> SeeAsync(string path)
    {
        Assert.Equal(200, await StatusAsync(path));
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        return this;
    }

    public async Task<int> StatusAsync(string path) => (await page.GotoAsync($"/{language}{path}"))!.Status;

    public Task<string> TextAsync(string selector = "main") => page.Locator(selector).First.InnerTextAsync();

    /// <summary>Asks for what a page links to, as the browser would, with the visitor's session.</summary>
    public Task<IAPIResponse> FetchAsync(string address) => context.APIRequest.GetAsync(address);

    /// <summary>On the Portal's page for it, and back to where the journey goes on.</summary>
    public async Task SignInAsync(string user, string password)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/{language}/my");
        await PassAsync(user, password);
        await page.WaitForURLAsync($"**/{language}/my");
    }

    /// <summary>Fills in the form for signing in that is open.</summary>
    public async Task PassAsync(string user, string password)
    {
        await page.FillAsync("[name=name]", user);
        await page.FillAsync("[name=password]", password);
        Assert.Equal(200, await LoadAsync(() => page.PressAsync("[name=password]", "Enter")));
    }

    /// <summary>Sends a form, which answers with a page that says that it is done, and not that it is refused.</summary>
    /// <param name="action">How the form's address ends; a star stands for what is not known of it.</param>
    public async Task SendAsync(string action, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var status = await TrySendAsync(action, fields);
        // A page waits two seconds for a service, then asks for what it still shows to be sent again, which acts once.
        if (status == 503) status = await Eventually.GetAsync(() => TrySendAsync(action), answered => answered != 503, $"an answer to {action}", Limit);
        if (await page.Locator("[role=alert]").CountAsync() > 0) Assert.Fail($"{page.Url}: {status} {await TextAsync("[role=alert]")}");
        Assert.Equal(200, status);
        Assert.Equal(1, await page.Locator("main [role=status]").CountAsync());
    }

    /// <returns>The answer's status.</returns>
    public async Task<int> TrySendAsync(string action, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var form = Form(action);
        await UnfoldAsync(form);
        foreach (var (name, value) in fields) await FillAsync(form.Locator($"[name='{name}']"), value);
        return await LoadAsync(() => form.Locator("[type=submit]").ClickAsync());
    }

    /// <summary>Puts a file into a form that is sent afterwards.</summary>
    public Task AttachAsync(string action, string field, FilePayload file) => Form(action).Locator($"[name='{field}']").SetInputFilesAsync(file);

    /// <summary>The form as the page has it, sent to another address than the page meant.</summary>
    public Task RedirectFormAsync(string action, string address) => Form(action).EvaluateAsync("(form, address) => form.setAttribute('action', address)", address);

    /// <summary>Does what opens another page, and waits for it.</summary>
    /// <returns>The page's status, after whatever redirected to it.</returns>
    public async Task<int> LoadAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage opened) => loaded.TrySetResult();
        page.Load += Loaded;
        try
        {
            var answer = await page.RunAndWaitForResponseAsync(act, one => one.Request.IsNavigationRequest && one.Status is < 300 or >= 400);
            await loaded.Task.WaitAsync(Limit);
            return answer.Status;
        }
        finally
        {
            page.Load -= Loaded;
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    ILocator Form(string action)
    {
        var parts = action.Split('*');
        return page.Locator($"form{string.Concat(parts[..^1].Select(part => $"[action*='{part}']"))}[action$='{parts[^1]}']");
    }

    /// <summary>Opens what is folded around it.</summary>
    static async Task UnfoldAsync(ILocator form) =>
        await form.EvaluateAsync("form => { for (let one = form; one; one = one.parentElement) if (one.tagName === 'DETAILS') one.open = true }");

    static async Task FillAsync(ILocator input, string value)
    {
        switch (await input.First.EvaluateAsync<string>("one => one.type"))
        {
            case "select-one": await input.SelectOptionAsync(value); break;
            case "checkbox": await input.And(input.Page.Locator($"[value='{value}']")).CheckAsync(); break;
            default: await input.FillAsync(value); break;
        }
    }
}
