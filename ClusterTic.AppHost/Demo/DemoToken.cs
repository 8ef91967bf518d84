using System.Net.Http.Json;
using System.Text.Json;

namespace ClusterTic.AppHost.Demo;

/// <summary>The loader's access token by client credentials, fetched again a minute before it runs out.</summary>
sealed class DemoToken(DemoOptions options, HttpClient http, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    readonly SemaphoreSlim one = new(1, 1);
    volatile Held? held;

    public async Task<string> Get(CancellationToken cancel)
    {
        if (held is { } good && clock.GetUtcNow() < good.Until)
            return good.Token;

        await one.WaitAsync(cancel);
        try
        {
            if (held is { } other && clock.GetUtcNow() < other.Until)
                return other.Token;
            var fetched = await Fetch(cancel);
            held = fetched;
            return fetched.Token;
        }
        finally
        {
            one.Release();
        }
    }

    public void Forget() => held = null;

    public void Dispose() => one.Dispose();

    async Task<Held> Fetch(CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.ClientId,
            ["client_secret"] = options.ClientSecret,
        });
        using var answer = await http.PostAsync(options.TokenEndpoint, form, cancel);
        if ((int)answer.StatusCode is >= 500 or 404 or 429)
            answer.EnsureSuccessStatusCode(); // Identity or the gateway is not there yet: tried again by the caller

        TokenAnswer? token;
        try
        {
            token = await answer.Content.ReadFromJsonAsync(DemoJson.Default.TokenAnswer, cancel);
        }
        catch (JsonException fault)
        {
            throw new DemoFault(options.TokenEndpoint.ToString(), "this is no token endpoint.", "Check the address.", fault);
        }

        return token?.AccessToken is { } access
            ? new Held(access, clock.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn) - Margin)
            : throw new DemoFault(options.TokenEndpoint.ToString(), $"no token: {token?.Error} {token?.ErrorDescription}".TrimEnd() + ".", "Check the loader's client id and secret in Identity.");
    }

    sealed record Held(string Token, DateTimeOffset Until);
}
