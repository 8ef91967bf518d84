using ClusterTic.AppHost.Servers;

namespace ClusterTic.AppHost.Tests;

public sealed class ContainerRuntimeTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("apphost-tests-").FullName;

    [Fact]
    public void Only_volumes_of_this_stack_are_removed()
    {
        var runtime = Runtime("""
            [ "$1 $2" = "volume ls" ] && { printf 'clustertic-aa11-postgres\nother-clustertic-aa11-redis\nclustertic-aa11-rabbitmq\n'; exit 0; }
            echo "$@" >> "$0.did"
            """);

        runtime.RemoveVolumes("clustertic-aa11-");

        Assert.Equal(["volume rm clustertic-aa11-postgres", "volume rm clustertic-aa11-rabbitmq"], File.ReadAllLines(runtime.Program + ".did"));
    }

    [Fact]
    public void A_volume_in_use_is_named_with_the_reason()
    {
        var runtime = Runtime("""
            [ "$2" = ls ] && { echo clustertic-aa11-postgres; exit 0; }
            echo "volume is in use" >&2
            exit 1
            """);

        var refused = Assert.Throws<UsageException>(() => runtime.RemoveVolumes("clustertic-aa11-"));

        Assert.Contains("clustertic-aa11-postgres: volume is in use", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    ContainerRuntime Runtime(string script)
    {
        var program = Path.Combine(folder, "runtime");
        using (var file = new FileStream(program, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        }))
        using (var writer = new StreamWriter(file))
        {
            writer.Write("#!/bin/sh\n" + script);
        }

        return new(program);
    }
}
