using System.Text.Json;

namespace ClusterTic.AppHost.Tests;

public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_has_the_whole_topology_with_containers_and_no_path_of_this_machine()
    {
        // Inside the checkout, since the manifest names the projects relative to itself.
        var file = Path.Combine(AppContext.BaseDirectory, "manifest.json");
        using var stack = RunningStack.Start(["--operation", "publish", "--publisher", "manifest", "--output-path", file]);
        Assert.True(await stack.ExitAsync() is 0, stack.Output);

        var text = await File.ReadAllTextAsync(file);
        foreach (var path in (string[])[Built.Root, Path.GetTempPath(), "/usr/", "/var/lib/clustertic", "setpriv", Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)])
            Assert.DoesNotContain(path, text, StringComparison.Ordinal);

        var resources = JsonDocument.Parse(text).RootElement.GetProperty("resources");
        foreach (var server in (string[])["postgres", "rabbitmq", "redis"])
            Assert.StartsWith("container.", resources.GetProperty(server).GetProperty("type").GetString(), StringComparison.Ordinal);
        foreach (var service in (string[])["identity", "membership", "events", "opportunities", "reporting", "portal"])
        {
            Assert.StartsWith("project.", resources.GetProperty(service).GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.True(resources.TryGetProperty($"{service}-db", out _), $"{service}-db");
            Assert.True(resources.TryGetProperty($"{service}-db-owner", out _), $"{service}-db-owner");
        }
    }
}
