using System.Net;
using System.Net.Http.Json;
using ClusterTic.Identity.Tests.Hosting;
using ClusterTic.Testing.Servers;

namespace ClusterTic.Identity.Tests.Portal;

public sealed class GatewayTests(ServersFixture servers) : IAsyncLifetime
{
    const string Api = "/api/membership/v1/organisations";

    RunningPortal portal = null!;
    Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        portal = await RunningPortal.StartAsync(servers);
        browser = new(portal.Origin);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await portal.DisposeAsync();
    }

    [Fact]
    public async Task A_session_becomes_a_token_and_neither_cookies_nor_forged_headers_reach_a_service()
    {
        await portal.SignIn(browser);
        using var request = new HttpRequestMessage(HttpMethod.Get, Api);
        foreach (var forged in (string[])["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Real-IP", "X-Original-URL"])
            request.Headers.TryAddWithoutValidation(forged, "6.6.6.6");
        request.Headers.TryAddWithoutValidation("Forwarded", "for=6.6.6.6");

        using var response = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var seen = await Seen(response);

        Assert.StartsWith("Bearer ey", seen["Authorization"], StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", seen.Keys);
        Assert.DoesNotContain(seen.Values, value => value.Contains("6.6.6.6", StringComparison.Ordinal));
        Assert.Equal(portal.Origin, $"{seen["X-Forwarded-Proto"]}://{seen["X-Forwarded-Host"]}");
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task What_changes_something_needs_the_antiforgery_header_beside_the_cookie()
    {
        await portal.SignIn(browser);

        browser.Client.DefaultRequestHeaders.Remove("Accept");
        using var without = await browser.Client.PostAsync(new Uri(Api, UriKind.Relative), null, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, Api);
        request.Headers.Add("RequestVerificationToken", (await browser.Get("/form-token")).Body);
        request.Headers.Add("Idempotency-Key", "the service's own matter");
        using var with = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("antiforgery-required", await without.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("the service's own matter", (await Seen(with))["Idempotency-Key"]);
    }

    [Fact]
    public async Task With_a_token_of_its_own_a_caller_is_not_asked_for_cookies_or_headers()
    {
        await portal.SignIn(browser);
        using var request = new HttpRequestMessage(HttpMethod.Post, Api);
        request.Headers.Add("Authorization", "Bearer of-a-machine");

        using var response = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("Bearer of-a-machine", (await Seen(response))["Authorization"]);
    }

    [Fact]
    public async Task Without_a_session_a_call_is_anonymous()
    {
        using var response = await browser.Client.PostAsync(new Uri(Api, UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Authorization", (await Seen(response)).Keys);
    }

    [Fact]
    public async Task A_service_that_is_away_is_a_503_and_an_unknown_one_a_404()
    {
        using var client = new HttpClient { BaseAddress = new Uri(portal.Origin) };
        using var away = await client.GetAsync(new Uri("/api/events/v1/events", UriKind.Relative), TestContext.Current.CancellationToken);
        using var unknown = await client.GetAsync(new Uri("/api/postgres/v1/x", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (away.StatusCode, away.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task A_request_that_comes_back_is_stopped()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Api);
        request.Headers.TryAddWithoutValidation("Via", "1.1 clustertic-portal");
        using var response = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.LoopDetected, response.StatusCode);
    }

    static async Task<Dictionary<string, string>> Seen(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var headers = await response.Content.ReadFromJsonAsync<Dictionary<string, string>>(TestContext.Current.CancellationToken);
        return new(headers!, StringComparer.OrdinalIgnoreCase);
    }
}
