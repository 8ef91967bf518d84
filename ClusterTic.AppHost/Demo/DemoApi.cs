using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClusterTic.AppHost.Demo;

/// <summary>
/// The public API as an outside client meets it: a bearer token, an idempotency key on every POST, patience while a
/// service starts or asks to slow down, and a clear word where it refuses.
/// </summary>
sealed class DemoApi : IDisposable
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    readonly DemoOptions options;
    readonly HttpClient http;
    readonly DemoToken token;
    readonly TimeProvider clock;

    public DemoApi(DemoOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        http = new HttpClient { BaseAddress = options.PublicOrigin, Timeout = TimeSpan.FromSeconds(100) };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        token = new DemoToken(options, http, clock);
    }

    /// <summary>Posts once, however often it is called with the same key.</summary>
    /// <param name="where">File and line, for the message where it is refused.</param>
    public Task<TAnswer> Post<TBody, TAnswer>(
        string path, string key, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType, string where, CancellationToken cancel) =>
        Post(path, key, () => JsonContent.Create(body, bodyType), answerType, where, cancel);

    public async Task<TAnswer> Post<TAnswer>(
        string path, string key, Func<HttpContent> body, JsonTypeInfo<TAnswer> answerType, string where, CancellationToken cancel)
    {
        using var answer = await Send(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body() };
                request.Headers.Add("Idempotency-Key", key);
                return request;
            },
            where,
            cancel);
        return await Read(answer, answerType, where, cancel);
    }

    public async Task<TAnswer> Get<TAnswer>(string path, JsonTypeInfo<TAnswer> answerType, CancellationToken cancel)
    {
        using var answer = await Send(() => new HttpRequestMessage(HttpMethod.Get, path), path, cancel);
        return await Read(answer, answerType, path, cancel);
    }

    /// <summary>The exact total of a list.</summary>
    public async Task<long> Count(string path, CancellationToken cancel)
    {
        const string total = "X-Total-Count";
        using var answer = await Send(() => new HttpRequestMessage(HttpMethod.Get, $"{path}?limit=1&count=true"), path, cancel);
        return answer.Headers.TryGetValues(total, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new DemoFault(path, $"the answer has no {total}.", "Build everything again: loader and services must be of one version.");
    }

    public void Dispose()
    {
        token.Dispose();
        http.Dispose();
    }

    async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> make, string where, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var (answer, trouble) = await Try(make, cancel);
            if (answer is { IsSuccessStatusCode: true })
                return answer;

            var patience = options.RequestLimit - clock.GetElapsedTime(begun);
            if (answer is not null && !IsPassing(answer.StatusCode) || patience <= TimeSpan.Zero)
            {
                using (answer)
                    throw await Refusal(answer, trouble, where, cancel);
            }

            var wait = answer?.Headers.RetryAfter?.Delta is { } asked && asked > pause ? asked : pause;
            answer?.Dispose();
            await Task.Delay(wait, clock, cancel);
        }
    }

    async Task<(HttpResponseMessage? Answer, Exception? Trouble)> Try(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        try
        {
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token.Get(cancel));
            var answer = await http.SendAsync(request, cancel);
            if (answer.StatusCode is HttpStatusCode.Unauthorized)
                token.Forget();
            return (answer, null);
        }
        catch (HttpRequestException fault)
        {
            return (null, fault);
        }
        catch (TaskCanceledException fault) when (!cancel.IsCancellationRequested)
        {
            return (null, fault); // the request's own time-out
        }
    }

    // 401 passes too: a token can run out under way, and a service may not have seen the newest keys yet.
    static bool IsPassing(HttpStatusCode status) => status is
        HttpStatusCode.Unauthorized or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    static async Task<TAnswer> Read<TAnswer>(HttpResponseMessage answer, JsonTypeInfo<TAnswer> type, string where, CancellationToken cancel)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync(type, cancel)
                ?? throw new DemoFault(where, "the service answered with nothing.", "Look at its log on the dashboard.");
        }
        catch (JsonException fault)
        {
            throw new DemoFault(where, $"the answer of {answer.RequestMessage?.RequestUri} cannot be read.", "Build everything again: loader and services must be of one version.", fault);
        }
    }

    static async Task<DemoFault> Refusal(HttpResponseMessage? answer, Exception? trouble, string where, CancellationToken cancel)
    {
        if (answer is null)
            return new DemoFault(where, $"no answer ({trouble?.Message}).", "See on the dashboard whether every service runs, then start again: what is loaded is not loaded twice.", trouble);

        var text = await answer.Content.ReadAsStringAsync(cancel);
        return new DemoFault(where, $"{answer.RequestMessage?.RequestUri?.AbsolutePath} answered {(int)answer.StatusCode}: {Words(text)}", Remedy(answer.StatusCode)) { Status = answer.StatusCode };
    }

    static string Remedy(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "The loader's client needs the roles manager and backdate in Identity.",
        HttpStatusCode.UnprocessableEntity => "A row that was loaded before has changed: start over with --reset.",
        HttpStatusCode.Conflict => "The data holds something that the samples do not expect: start over with --reset.",
        HttpStatusCode.BadRequest or HttpStatusCode.NotFound => "Put it right, or take the file from the repository again.",
        _ => "Look at the service's log on the dashboard, then start again: what is loaded is not loaded twice.",
    };

    static string Words(string text)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, DemoJson.Default.Problem) is { Title: { } title } problem)
            {
                var fields = problem.Errors?.Select(error => $"{error.Key}: {string.Join(' ', error.Value)}") ?? [];
                return string.Join(' ', [title, problem.Detail, .. fields, problem.TraceId is { } trace ? $"(trace {trace})" : null]).Trim();
            }
        }
        catch (JsonException)
        {
            // Not a problem document, for instance a proxy's page: shown as it came.
        }

        return text.Length > 300 ? text[..300] : text;
    }
}
