namespace ClusterTic.AppHost.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Without_containers_and_without_programs_it_says_what_to_install_and_starts_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("apphost-tests-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder, "dotnet"), Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : Dotnet());
            using var stack = RunningStack.Start(["--data", Path.Combine(folder, "data"), "--no-demo"], new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["PATH"] = folder, // neither docker nor podman
                ["CLUSTERTIC_SERVER_PATH"] = folder,
            });

            Assert.Equal(1, await stack.ExitAsync());
            var said = Assert.Single(stack.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("PostgreSQL, RabbitMQ, Redis", said, StringComparison.Ordinal);
            Assert.Contains("apt-get install postgresql rabbitmq-server redis-server", said, StringComparison.Ordinal);
            Assert.Empty(stack.Processes());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--servers=cloud", "--servers is containers or local")]
    [InlineData("--port=many", "--port is a number")]
    [InlineData("--notices=/not/there", "there is no file or folder")]
    public async Task A_wrong_option_is_named(string option, string said)
    {
        using var stack = RunningStack.Start([option]);

        Assert.Equal(1, await stack.ExitAsync());
        Assert.Contains(said, Assert.Single(stack.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    static string Dotnet() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);
}
