using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ClusterTic.Portal.Tests.Hosting;
using ClusterTic.Testing;

namespace ClusterTic.Portal.Tests.Pages;

/// <summary>Languages, headers, weight, roles, errors: the frame around every page.</summary>
public sealed partial class FrameTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(null, null, "/fr")]
    [InlineData("en-GB,en;q=0.9,fr;q=0.5", null, "/en")]
    [InlineData("de,fr;q=0.4,en;q=0.3", null, "/fr")]
    [InlineData("en", "language=fr", "/fr")]
    [InlineData("fr", "language=en", "/en")]
    public async Task The_bare_address_leads_to_the_readers_language(string? accepts, string? cookie, string expected)
    {
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accepts is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepts);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_language_of_a_page_that_was_opened_is_kept()
    {
        using var client = portal.Client();
        using (await client.GetAsync(new Uri("/en/directory", UriKind.Relative))) { }
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal("/en", answer.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("/fr")]
    [InlineData("/fr/directory")]
    [InlineData("/en/join")]
    [InlineData("/fr/opportunities")]
    public async Task A_first_visit_weighs_at_most_50_kilobytes(string path)
    {
        var (page, html) = await WeighAsync(path);
        var rest = 0;
        foreach (var asset in Linked().Matches(html).Select(match => match.Groups["path"].Value).Distinct())
            rest += (await WeighAsync(asset)).Bytes;
        Assert.True(rest > 1000, "the page names its stylesheet, script and icons");
        Assert.True(page + rest <= 50 * 1024, $"{path}: {page} + {rest} bytes");
        Assert.True(page <= 15 * 1024, $"a later visit of {path}: {page} bytes");
    }

    [Fact]
    public async Task Stylesheet_and_script_keep_their_own_limits_and_are_kept_by_the_browser()
    {
        Assert.True((await WeighAsync(Layout.StaticAssets.Stylesheet)).Bytes <= 10 * 1024);
        Assert.True((await WeighAsync(Layout.StaticAssets.Script)).Bytes <= 5 * 1024);
        using var client = portal.Client();
        using var answer = await client.GetAsync(new Uri(Layout.StaticAssets.Stylesheet, UriKind.Relative));
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        using var stale = await client.GetAsync(new Uri("/_assets/portal.0000.css", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, stale.StatusCode);
    }

    [Fact]
    public async Task Pages_hold_no_inline_script_or_style_and_say_so_in_their_policy()
    {
        using var client = portal.Client();
        using var answer = await client.GetAsync(new Uri("/fr", UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]* src=)", html);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Contains("é", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/organisations", "analyst")]
    [InlineData("/fr/reports", "operator")]
    [InlineData("/fr/operations", "manager,analyst,partner")]
    [InlineData("/fr/opportunities/quarantine", "partner")]
    public async Task A_page_of_another_role_is_forbidden_and_says_so(string path, string roles)
    {
        using var client = portal.Client(roles);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Accès réservé", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_out_reader_is_sent_to_sign_in_and_back()
    {
        using var client = portal.Client();
        using var answer = await client.GetAsync(new Uri("/fr/reports/cluster-overview?from=2021-11-01", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("/sign-in?returnUrl=%2Ffr%2Freports%2Fcluster-overview", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/nowhere", "Cette page n’existe pas")]
    [InlineData("/en/events/00000000-0000-7000-8000-999999999999", "There is no such page")]
    [InlineData("/en/operations/nothing", "There is no such page")]
    public async Task What_is_not_there_answers_404_in_the_readers_language(string path, string title)
    {
        using var client = portal.Client("operator");
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fr/nowhere", "Cette page n’existe pas", null)]
    [InlineData("/en/nowhere/at/all.html", "There is no such page", null)]
    [InlineData("/en/directory/not-an-id", "There is no such page", null)]
    [InlineData("/fr/reports/No%20Name", "Cette page n’existe pas", "analyst")]
    [InlineData("/fr/reports/no-such-report", "Cette page n’existe pas", "analyst")]
    [InlineData("/nowhere", "There is no such page", null)]
    [InlineData("/de/nowhere", "There is no such page", "manager")]
    public async Task An_unknown_address_is_a_page_that_says_so_signed_in_or_not(string path, string title, string? roles)
    {
        using var client = portal.Client(roles);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_address_of_the_api_answers_as_a_problem()
    {
        using var client = portal.Client();
        using var answer = await client.GetAsync(new Uri("/api/nothing/v1/things", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_portal_is_ready_once_it_has_asked_the_services()
    {
        using var client = portal.Client();
        await Eventually.HoldsAsync(
            async () => (await client.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode == HttpStatusCode.OK, "the Portal to be ready");
    }

    [Fact]
    public async Task The_export_is_the_apis_own_in_the_pages_language_under_the_pages_filters()
    {
        using var client = portal.Client("analyst");
        var html = WebUtility.HtmlDecode(await client.GetStringAsync(
            new Uri("/en/reports/organisation-activity?region=CI-AB&asOf=2021-11-05", UriKind.Relative)));
        Assert.Contains(
            "/api/reporting/v1/reports/organisation-activity?format=csv&culture=en&ui-culture=en&asOf=2021-11-05T23%3A59%3A59.9999999Z&region=CI-AB",
            html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_country_is_named_in_the_readers_language_whichever_was_asked_for_first()
    {
        using var client = portal.Client();
        const string address = "/directory/exemple-8";
        Assert.Contains("Senegal", await client.GetStringAsync(new Uri("/en" + address, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Sénégal", await client.GetStringAsync(new Uri("/fr" + address, UriKind.Relative)), StringComparison.Ordinal);
    }

    async Task<(int Bytes, string Text)> WeighAsync(string path)
    {
        using var client = portal.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var answer = await client.SendAsync(request);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        var body = await answer.Content.ReadAsByteArrayAsync();
        await using var brotli = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress);
        using var reader = new StreamReader(brotli);
        return (body.Length, await reader.ReadToEndAsync());
    }

    [GeneratedRegex("""(?:href|src)="(?<path>/_assets/[^"#]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Linked();
}
