namespace ClusterTic.AppHost.Tests;

/// <summary>However the AppHost ends, nothing that it started is left.</summary>
public sealed class EndingTests(EndingTests.SharedData data) : IClassFixture<EndingTests.SharedData>
{
    const int SigInt = 2;
    const int SigKill = 9;
    const int SigTerm = 15;

    static readonly string[] Expected =
    [
        "/postgres -D", "beam.smp", "epmd -port", "redis-server 127.0.0.1",
        "ClusterTic.Identity.dll", "ClusterTic.Membership.dll", "ClusterTic.Events.dll",
        "ClusterTic.Opportunities.dll", "ClusterTic.Reporting.dll", "ClusterTic.Portal.dll",
    ];

    [Theory]
    [InlineData(SigInt)]
    [InlineData(SigTerm)]
    public async Task Nothing_is_left_after_it_was_asked_to_stop(int signal)
    {
        using var stack = RunningStack.Start(["--data", data.Path, "--port", "0", "--no-demo"]);
        await stack.UntilOpenAsync();
        var running = stack.Processes();
        Assert.All(Expected, program => Assert.Contains(running, command => command.Contains(program, StringComparison.Ordinal)));

        stack.Signal(signal);

        await stack.ExitAsync();
        Assert.Empty(await stack.UntilGoneAsync());
    }

    [Fact]
    public async Task Two_stacks_run_side_by_side_and_nothing_is_left_of_the_one_that_was_killed()
    {
        using var other = new SharedData();
        using var first = RunningStack.Start(["--data", data.Path, "--port", "0", "--no-demo"]);
        await first.UntilOpenAsync();
        using var second = RunningStack.Start(["--data", other.Path, "--port", "0", "--no-demo"]);
        using var intruder = RunningStack.Start(["--data", data.Path, "--port", "0", "--no-demo"]);

        Assert.Equal(1, await intruder.ExitAsync());
        Assert.Contains("already running", intruder.Output, StringComparison.Ordinal);
        await second.UntilOpenAsync();
        Assert.NotEqual(Line(first, "Portal: "), Line(second, "Portal: "));
        Assert.NotEqual(Line(first, "Dashboard: "), Line(second, "Dashboard: "));

        second.Signal(SigKill);
        Assert.Empty(await second.UntilGoneAsync());
        Assert.All(Expected, program => Assert.Contains(first.Processes(), command => command.Contains(program, StringComparison.Ordinal)));

        first.Signal(SigTerm);
        Assert.Empty(await first.UntilGoneAsync());
    }

    static string Line(RunningStack stack, string start) =>
        stack.Output.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>One data folder for all of these, so that only the first start has everything to make.</summary>
    public sealed class SharedData : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("apphost-tests-").FullName;

        public SharedData() => File.SetUnixFileMode(Path, File.GetUnixFileMode(Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
