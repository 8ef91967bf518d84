using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Polly;

namespace ClusterTic.Portal.Remote;

/// <summary>
/// One of the other services, over HTTP. Nothing here throws because a service is away or refuses: the answer says so,
/// and the page decides what to show in its place.
/// </summary>
public abstract partial class RemoteService(string service, HttpClient http, ILogger log)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    protected Task<Part<T>> Get<T>(string path, CancellationToken cancel) =>
        Send<T>(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)), cancel);

    protected Task<Part<T>> Post<T>(string path, object? body, Attempt attempt, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body ?? new object(), options: Json),
        };
        request.Headers.Add("Idempotency-Key", attempt.Key);
        if (attempt.Seen is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return Send<T>(request, cancel);
    }

    /// <summary>Sends a file as the body.</summary>
    protected Task<Part<T>> PostFile<T>(string path, Stream content, Attempt attempt, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StreamContent(content) };
        request.Content.Headers.ContentType = new("application/octet-stream");
        request.Headers.Add("Idempotency-Key", attempt.Key);
        return Send<T>(request, cancel);
    }

    /// <summary>Sends a form with a file in it.</summary>
    protected Task<Part<T>> PostForm<T>(string path, MultipartFormDataContent form, Attempt attempt, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = form };
        request.Headers.Add("Idempotency-Key", attempt.Key);
        if (attempt.Seen is { } seen)
            request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return Send<T>(request, cancel);
    }

    protected Task<Part<T>> PutForm<T>(string path, MultipartFormDataContent form, long seen, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative)) { Content = form };
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return Send<T>(request, cancel);
    }

    /// <summary>Replaces what the reader has seen.</summary>
    protected Task<Part<T>> Put<T>(string path, object body, long seen, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body, options: Json) };
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return Send<T>(request, cancel);
    }

    /// <summary>Takes away what the reader has seen.</summary>
    protected Task<Part<T>> Delete<T>(string path, long seen, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{seen}\""));
        return Send<T>(request, cancel);
    }

    async Task<Part<T>> Send<T>(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, cancel);
                return await Read<T>(response, cancel);
            }
            catch (Exception away) when (IsAway(away, cancel))
            {
                Away(log, service, request.Method.Method, request.RequestUri!.ToString(), away.Message);
                return new(service, PartState.Away);
            }
        }
    }

    /// <summary>Whether an exception says that the service did not answer in time or in a way that can be read.</summary>
    internal static bool IsAway(Exception exception, CancellationToken cancel) =>
        exception is HttpRequestException or IOException or JsonException or ExecutionRejectedException
        || (exception is OperationCanceledException && !cancel.IsCancellationRequested);

    async Task<Part<T>> Read<T>(HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.IsSuccessStatusCode)
        {
            var value = response.StatusCode == HttpStatusCode.NoContent || response.Content.Headers.ContentLength == 0
                ? default : await response.Content.ReadFromJsonAsync<T>(Json, cancel);
            long? total = response.Headers.TryGetValues("X-Total-Count", out var counts)
                && long.TryParse(counts.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
            return new(service, PartState.Here, value, Total: total)
            {
                Withheld = response.Headers.TryGetValues("X-Withheld", out var withheld) ? withheld.First() : null,
            };
        }

        var status = (int)response.StatusCode;
        var problem = response.Content.Headers.ContentType?.MediaType is "application/problem+json"
            ? await response.Content.ReadFromJsonAsync<Problem>(Json, cancel) : null;
        var state = status switch
        {
            401 => PartState.SignedOut,
            403 => PartState.Forbidden,
            404 => PartState.Missing,
            >= 500 => PartState.Away,
            _ => PartState.Refused,
        };
        if (state is PartState.Away)
            Away(log, service, response.RequestMessage?.Method.Method ?? "", response.RequestMessage?.RequestUri?.ToString() ?? "", $"status {status}");
        return new(service, state, Refusal: Refusal.Of(status, problem));
    }

    /// <summary>A query string of what is there; nothing where a value is null or empty.</summary>
    internal static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in parameters)
            if (!string.IsNullOrEmpty(value)) query = query.Add(name, value);
        return query.ToString();
    }

    internal static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "{Service} is away: {Method} {Address}: {Reason}")]
    static partial void Away(ILogger log, string service, string method, string address, string reason);
}
