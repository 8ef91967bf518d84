using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClusterTic.Identity.Tests.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ClusterTic.Identity.Tests.Tokens;

public sealed class CodeFlowTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task Signing_in_gives_a_signed_token_that_says_who_and_which_roles()
    {
        var portal = new PortalClient(identity.Process);
        using var browser = new Browser(identity.Process.Origin);

        var tokens = await portal.Exchange(await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword));

        Assert.Equal(200, tokens.Status);
        Assert.InRange(tokens.Body.GetProperty("expires_in").GetInt32(), 890, 900);
        var token = await Checked(tokens["access_token"]);
        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal("manager", token.GetClaim("name").Value);
        Assert.Equal(["backdate", "manager"], token.Claims.Where(c => c.Type == "role").Select(c => c.Value).Order());
        Assert.True(Guid.TryParse(token.Subject, out _));
        Assert.DoesNotContain(token.Claims, claim => claim.Value.Contains('@'));
    }

    [Fact]
    public async Task A_refresh_token_brings_new_tokens_and_userinfo_answers_the_bearer()
    {
        var portal = new PortalClient(identity.Process);
        using var browser = new Browser(identity.Process.Origin);
        var first = await portal.Exchange(await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword));

        var second = await portal.Refresh(first["refresh_token"]);

        Assert.Equal(200, second.Status);
        Assert.True(second.Has("id_token"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{identity.Process.Issuer}/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", second["access_token"]);
        using var answer = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var claims = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal("manager", claims.GetProperty("name").GetString());
        Assert.False(claims.TryGetProperty("email", out _));
    }

    [Fact]
    public async Task A_code_is_worth_nothing_without_its_proof()
    {
        var portal = new PortalClient(identity.Process);
        using var browser = new Browser(identity.Process.Origin);
        var code = await portal.Code(browser, RunningIdentity.Manager, RunningIdentity.ManagerPassword);

        var refused = await portal.Exchange(code, verifier: new PortalClient(identity.Process).Verifier);

        Assert.Equal((400, "invalid_grant"), (refused.Status, refused["error"]));
    }

    [Theory]
    [InlineData("code_challenge")]
    [InlineData("redirect_uri")]
    public async Task A_request_without_a_proof_or_with_a_foreign_address_ends_on_a_page_that_says_so(string parameter)
    {
        using var browser = new Browser(identity.Process.Origin);
        var address = new PortalClient(identity.Process).AuthorizeAddress;
        address = parameter == "redirect_uri"
            ? address.Replace("signin-oidc", "elsewhere", StringComparison.Ordinal)
            : address.Replace("code_challenge", "not_a_challenge", StringComparison.Ordinal);

        var page = await browser.Get(address);

        var refusedAtClient = page.Status is HttpStatusCode.Redirect && page.Location!.Contains("error=invalid_request", StringComparison.Ordinal);
        Assert.True(refusedAtClient || (page.Status is HttpStatusCode.BadRequest && page.Body.Contains("could not be completed", StringComparison.Ordinal)), page.ToString());
        Assert.DoesNotContain("elsewhere", page.Location ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_signed_in_gets_a_code_without_the_page_and_prompt_none_refuses_a_stranger()
    {
        var portal = new PortalClient(identity.Process);
        using var known = new Browser(identity.Process.Origin);
        using var stranger = new Browser(identity.Process.Origin);
        await portal.Code(known, RunningIdentity.Manager, RunningIdentity.ManagerPassword);

        Assert.Contains("code=", (await known.Get(portal.AuthorizeAddress)).Location, StringComparison.Ordinal);
        Assert.Contains("/account/sign-in", (await known.Get(portal.AuthorizeAddress + "&prompt=login")).Location, StringComparison.Ordinal);
        Assert.Contains("error=login_required", (await stranger.Get(portal.AuthorizeAddress + "&prompt=none")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_a_browser_goes_is_public_and_what_a_service_asks_stays_inside()
    {
        using var inside = new HttpClient();
        var text = await inside.GetStringAsync(
            new Uri($"http://127.0.0.1:{identity.Process.Port}/identity/.well-known/openid-configuration"), TestContext.Current.CancellationToken);
        var document = JsonDocument.Parse(text).RootElement;

        Assert.Equal(identity.Process.Issuer, document.GetProperty("issuer").GetString());
        Assert.StartsWith(identity.Process.Issuer, document.GetProperty("authorization_endpoint").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("http://127.0.0.1:", document.GetProperty("jwks_uri").GetString(), StringComparison.Ordinal);
        Assert.Equal(["S256"], document.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(m => m.GetString()));
    }

    async Task<JsonWebToken> Checked(string token)
    {
        using var client = new HttpClient();
        var keys = new JsonWebKeySet(await client.GetStringAsync(
            new Uri($"{identity.Process.Issuer}/.well-known/jwks"), TestContext.Current.CancellationToken));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidIssuer = identity.Process.Issuer,
            ValidAudience = "clustertic",
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }
}
