using System.Net;
using System.Text.RegularExpressions;

namespace ClusterTic.Identity.Tests.Hosting;

/// <summary>A browser without JavaScript: cookies, forms with their hidden fields, redirects one at a time.</summary>
sealed partial class Browser : IDisposable
{
    readonly HttpClient client;

    public Browser(string origin, string language = "en")
    {
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new Uri(origin) };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        client.DefaultRequestHeaders.Add("Accept-Language", language);
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client => client;

    public async Task<Page> Get(string address)
    {
        using var response = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);
        return await Page.Read(response);
    }

    /// <summary>Fills and sends the page's first form, or the one whose action holds <paramref name="action"/>.</summary>
    public async Task<Page> Submit(Page page, Dictionary<string, string> fields, string action = "")
    {
        var form = Form().Matches(page.Body).First(f => f.Groups["action"].Value.Contains(action, StringComparison.Ordinal));
        var all = Hidden().Matches(form.Value).ToDictionary(h => h.Groups["name"].Value, h => WebUtility.HtmlDecode(h.Groups["value"].Value));
        foreach (var (name, value) in fields)
            all[name] = value;
        var target = form.Groups["action"].Success ? WebUtility.HtmlDecode(form.Groups["action"].Value) : page.Address;
        using var content = new FormUrlEncodedContent(all);
        using var response = await client.PostAsync(new Uri(target, UriKind.RelativeOrAbsolute), content, TestContext.Current.CancellationToken);
        return await Page.Read(response);
    }

    public async Task<Page> SignIn(string name, string password, string address = "/identity/account/sign-in") =>
        await Submit(await Get(address), new() { ["name"] = name, ["password"] = password });

    public void Dispose() => client.Dispose();

    [GeneratedRegex("""<form(?: method="post"| action="(?<action>[^"]*)"| class="[^"]*")*>.*?</form>""", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex("""<input name="(?<name>[^"]*)" type="hidden" value="(?<value>[^"]*)" />""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}

sealed record Page(string Address, HttpStatusCode Status, string? Location, string Body)
{
    public static async Task<Page> Read(HttpResponseMessage response) => new(
        response.RequestMessage!.RequestUri!.AbsoluteUri,
        response.StatusCode,
        response.Headers.Location?.OriginalString,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
