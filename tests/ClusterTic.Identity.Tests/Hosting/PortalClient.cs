using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace ClusterTic.Identity.Tests.Hosting;

/// <summary>The Portal's side of the code flow, by hand.</summary>
sealed class PortalClient(IdentityProcess identity)
{
    public string Verifier { get; } = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public string AuthorizeAddress => "/identity/connect/authorize" + QueryString(new()
    {
        ["client_id"] = "portal",
        ["response_type"] = "code",
        ["redirect_uri"] = $"{identity.Origin}/signin-oidc",
        ["scope"] = "openid profile offline_access",
        ["state"] = "state-of-the-test",
        ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
        ["code_challenge_method"] = "S256",
    });

    /// <summary>Signs in by the page and brings back the code.</summary>
    public async Task<string> Code(Browser browser, string name, string password)
    {
        var toSignIn = await browser.Get(AuthorizeAddress);
        var signedIn = await browser.SignIn(name, password, toSignIn.Location!);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, signedIn.Status);
        var back = await browser.Get(signedIn.Location!);
        Assert.StartsWith($"{identity.Origin}/signin-oidc?", back.Location, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(new Uri(back.Location!).Query)["code"]!;
    }

    public async Task<Answer> Exchange(string code, string? verifier = null) => await Token(new()
    {
        ["grant_type"] = "authorization_code",
        ["code"] = code,
        ["redirect_uri"] = $"{identity.Origin}/signin-oidc",
        ["code_verifier"] = verifier ?? Verifier,
    });

    public async Task<Answer> Refresh(string refreshToken) =>
        await Token(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken });

    public async Task<Answer> Token(Dictionary<string, string> form)
    {
        form.TryAdd("client_id", "portal");
        form.TryAdd("client_secret", RunningIdentity.PortalSecret);
        using var client = new HttpClient();
        using var content = new FormUrlEncodedContent(form);
        using var response = await client.PostAsync(new Uri($"{identity.Issuer}/connect/token"), content, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, JsonDocument.Parse(body).RootElement);
    }

    static string QueryString(Dictionary<string, string?> parameters) => QueryHelpers.AddQueryString("", parameters);
}

sealed record Answer(int Status, JsonElement Body)
{
    public string this[string name] => Body.GetProperty(name).GetString()!;

    public bool Has(string name) => Body.TryGetProperty(name, out _);
}
