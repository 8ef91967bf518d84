using ClusterTic.AppHost.Demo;
using Microsoft.AspNetCore.Http;

namespace ClusterTic.EndToEnd.Tests.StratSession;

public sealed class DemoLoaderTests : IDisposable
{
    static readonly Dictionary<string, int> whole = new(StringComparer.Ordinal)
    {
        ["/api/membership/v1/organisations"] = 50,
        ["/api/membership/v1/organisations/{id}/submit"] = 49,
        ["/api/membership/v1/organisations/{id}/review"] = 48,
        ["/api/membership/v1/organisations/{id}/approve"] = 43,
        ["/api/membership/v1/organisations/{id}/reject"] = 2,
        ["/api/membership/v1/organisations/{id}/offers"] = 3,
        ["/api/membership/v1/organisations/{id}/offers/{id}/publish"] = 3,
        ["/api/membership/v1/organisations/{id}/offers/{id}/confirm"] = 3,
        ["/api/events/v1/events"] = 1,
        ["/api/events/v1/events/{id}/publish"] = 1,
        ["/api/events/v1/events/{id}/invitations"] = 3,
        ["/api/events/v1/events/{id}/registrations"] = 90,
        ["/api/events/v1/registrations/{id}/check-in"] = 81,
        ["/api/events/v1/events/{id}/hold"] = 1,
        ["/api/opportunities/v1/imports/ocds"] = 12,
    };

    readonly string folder = Directory.CreateTempSubdirectory("demo-loader-").FullName;

    string Journal => Path.Combine(folder, "journal");

    [Fact]
    public async Task A_load_sends_every_row_once_and_tells_how_far_it_is()
    {
        await using var api = await PublicApi.StartAsync();
        var progress = new Told();
        await api.Loader().LoadAsync(progress, TestContext.Current.CancellationToken);

        Assert.Equivalent(whole, api.Effects, strict: true);
        Assert.Equal(["organisations", "offers", "invitations", "registrations", "tender notices", "report"], progress.Seen.Select(at => at.Stage).Distinct());
        Assert.All(progress.Seen.GroupBy(at => at.Stage), stage => Assert.Contains(stage, at => at.Done == at.Total));
    }

    [Fact]
    public async Task A_second_load_sends_nothing_again()
    {
        await using var api = await PublicApi.StartAsync();
        await api.Loader(Journal).LoadAsync(new Told(), TestContext.Current.CancellationToken);
        var sent = api.Requests;
        await api.Loader(Journal).LoadAsync(new Told(), TestContext.Current.CancellationToken);
        Assert.Equal(sent, api.Requests);
    }

    [Fact]
    public async Task A_second_load_without_journal_changes_nothing_either()
    {
        await using var api = await PublicApi.StartAsync();
        await api.Loader().LoadAsync(new Told(), TestContext.Current.CancellationToken);
        await api.Loader().LoadAsync(new Told(), TestContext.Current.CancellationToken);
        Assert.Equivalent(whole, api.Effects, strict: true);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(130)]
    [InlineData(250)]
    public async Task A_load_that_is_cut_off_goes_on_where_it_stopped(int after)
    {
        await using var api = await PublicApi.StartAsync();
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        api.Instead = (number, _) =>
        {
            if (number == after)
                cut.Cancel();
            return null;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => api.Loader(Journal).LoadAsync(new Told(), cut.Token));
        await File.AppendAllTextAsync(Journal, "{\"key\":\"O-0", TestContext.Current.CancellationToken); // a line that a crash cut off

        await api.Loader(Journal).LoadAsync(new Told(), TestContext.Current.CancellationToken);
        Assert.Equivalent(whole, api.Effects, strict: true);
        Assert.True(api.Requests < 2 * whole.Values.Sum());
    }

    [Fact]
    public async Task A_service_that_is_away_for_a_moment_is_waited_for()
    {
        await using var api = await PublicApi.StartAsync();
        api.Instead = (number, _) => number % 10 == 0 ? Results.StatusCode(StatusCodes.Status503ServiceUnavailable) : null;
        await api.Loader().LoadAsync(new Told(), TestContext.Current.CancellationToken);
        Assert.Equivalent(whole, api.Effects, strict: true);
    }

    [Fact]
    public async Task A_refusal_names_file_line_and_remedy()
    {
        await using var api = await PublicApi.StartAsync();
        api.Instead = (_, request) => request.Path.Value!.EndsWith("/check-in", StringComparison.Ordinal)
            ? Results.Problem(title: "The event is over.", statusCode: StatusCodes.Status409Conflict)
            : null;
        var fault = await Assert.ThrowsAsync<DemoFault>(() => api.Loader().LoadAsync(new Told(), TestContext.Current.CancellationToken));
        Assert.Matches(@"^attendance\.csv, line \d+$", fault.Where);
        Assert.Contains("answered 409: The event is over.", fault.What, StringComparison.Ordinal);
        Assert.Contains("--reset", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_users_own_files_one_that_is_refused_is_told_and_the_next_goes_in()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "a.json"), "not json", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "b.json"), "{\"ocid\":\"x\"}", TestContext.Current.CancellationToken);
        await using var api = await PublicApi.StartAsync();
        api.Instead = (number, _) => number == 1 ? Results.Problem(title: "This is not JSON.", statusCode: StatusCodes.Status400BadRequest) : null;
        var results = new List<NoticeFileResult>();
        await api.Loader().LoadNoticesAsync(folder, new Told<NoticeFileResult>(results.Add), TestContext.Current.CancellationToken);
        Assert.Equal(2, results.Count);
        Assert.Contains("This is not JSON.", results[0].Refusal, StringComparison.Ordinal);
        Assert.Equal(1, results[1].Result!.Releases);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    sealed class Told() : Told<DemoProgress>(null)
    {
        public List<DemoProgress> Seen => seen;
    }

    class Told<T>(Action<T>? tell) : IProgress<T>
    {
        protected readonly List<T> seen = [];

        public void Report(T value)
        {
            lock (seen)
                seen.Add(value);
            tell?.Invoke(value);
        }
    }
}
