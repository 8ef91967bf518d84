using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using ClusterTic.AppHost;
using ClusterTic.AppHost.Opening;
using ClusterTic.EndToEnd.Tests.Journeys;
using ClusterTic.Reporting;
using ClusterTic.Testing;
using MimeKit;

namespace ClusterTic.EndToEnd.Tests;

/// <summary>The whole suite as a user starts it, with the Strat-session loaded, on data that is thrown away.</summary>
public sealed class WholeStack : IAsyncLifetime
{
    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(6);

    readonly string data = Directory.CreateTempSubdirectory("clustertic-e2e-").FullName;
    SpanCollector? collector;
    DistributedApplication? stack;
    JsonElement demo;

    public Uri Portal { get; private set; } = new("http://localhost");

    /// <summary>The reports as they were once the Strat-session was in, before any journey added something of its own.</summary>
    internal IReadOnlyDictionary<string, (Report Report, List<ReportRow> Rows)> AfterLoading { get; private set; } = new Dictionary<string, (Report, List<ReportRow>)>();

    public DateTimeOffset LoadedAt { get; private set; }

    /// <summary>What the services have exported of their traces.</summary>
    public IReadOnlyList<Span> Spans => collector?.Spans ?? [];

    DistributedApplication Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    public async ValueTask InitializeAsync()
    {
        using var limit = new CancellationTokenSource(StartLimit);
        // A server that runs as another user must be able to reach its data.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(data, (UnixFileMode)0b111_101_101);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<RunOptions>(["--data", data, "--port", "0"], limit.Token);
        collector = await SpanCollector.StartAsync();
        foreach (var service in builder.Resources.OfType<ProjectResource>()) collector.Listen(service);
        stack = await builder.BuildAsync(limit.Token);
        await stack.StartAsync(limit.Token);
        var opened = await stack.ResourceNotifications.WaitForResourceAsync(Opening.Resource, [.. KnownResourceStates.TerminalStates], limit.Token);
        Assert.Equal(KnownResourceStates.Finished, opened);
        demo = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(Path.Combine(data, "demo.json"), limit.Token));
        Portal = new Uri(demo.GetProperty("portal").GetString()!);
        using var analyst = await AsAsync("demo-analyst");
        AfterLoading = new Dictionary<string, (Report, List<ReportRow>)>(StringComparer.Ordinal)
        {
            ["cluster-overview"] = await analyst.ReportAsync("cluster-overview"),
            ["organisation-activity"] = await analyst.ReportAsync("organisation-activity"),
        };
        LoadedAt = TimeProvider.System.GetUtcNow();
    }

    /// <summary>A machine's client through the one public origin, with a token of this demo client.</summary>
    public async Task<HttpClient> AsAsync(string clientId)
    {
        var client = new HttpClient { BaseAddress = Portal, Timeout = TimeSpan.FromMinutes(2) };
        var known = demo.GetProperty("clients").EnumerateArray().Single(one => one.GetProperty("id").GetString() == clientId);
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", known.GetProperty("secret").GetString()!),
        ]);
        using var answer = await client.PostAsync(demo.GetProperty("token_endpoint").GetString(), form);
        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return client;
    }

    public HttpClient Anonymous() => new() { BaseAddress = Portal };

    public (string User, string Password) Account(string role)
    {
        var account = demo.GetProperty("accounts").EnumerateArray().Single(one => one.GetProperty("role").GetString() == role);
        return (account.GetProperty("user").GetString()!, account.GetProperty("password").GetString()!);
    }

    /// <summary>The text of one of the last mails that Membership has sent: without a mail server they are files.</summary>
    public Task<string> MailAsync(string address, Func<string, bool> isIt, string awaited) => Eventually.GetAsync(
        async () =>
        {
            foreach (var file in new DirectoryInfo(Path.Combine(data, "mails")).EnumerateFiles("*.eml").OrderByDescending(one => one.LastWriteTimeUtc).Take(50))
            {
                using var mail = await MimeMessage.LoadAsync(file.FullName);
                if (mail.TextBody is { } text && mail.To.Mailboxes.Any(to => to.Address == address) && isIt(text)) return text;
            }

            return "";
        },
        text => text.Length > 0, awaited, TimeSpan.FromMinutes(1));

    public async Task StopAsync(string resource)
    {
        await CommandAsync(resource, KnownResourceCommands.StopCommand);
        await Stack.ResourceNotifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates).WaitAsync(StartLimit);
    }

    public async Task StartAsync(string resource)
    {
        await CommandAsync(resource, KnownResourceCommands.StartCommand);
        await Stack.ResourceNotifications.WaitForResourceHealthyAsync(resource).WaitAsync(StartLimit);
    }

    /// <summary><c>kill -9</c>: no time to finish anything.</summary>
    public async Task KillAsync(string service)
    {
        Assert.True(Stack.ResourceNotifications.TryGetCurrentState(service, out var now));
        var pid = now.Snapshot.Properties.Single(property => property.Name == "executable.pid").Value;
        using var process = System.Diagnostics.Process.GetProcessById(Convert.ToInt32(pid, CultureInfo.InvariantCulture));
        process.Kill();
        await process.WaitForExitAsync();
        await Stack.ResourceNotifications.WaitForResourceAsync(service, KnownResourceStates.TerminalStates).WaitAsync(StartLimit);
    }

    public async ValueTask DisposeAsync()
    {
        if (stack is not null) await stack.DisposeAsync();
        if (collector is not null) await collector.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    async Task CommandAsync(string resource, string command)
    {
        var result = await Stack.ResourceCommands.ExecuteCommandAsync(resource, command);
        Assert.True(result.Success, $"{command} of {resource}: {result.Message}");
    }
}
