using System.Diagnostics;
using System.Text.Json;
using ClusterTic.AppHost.Servers;

namespace ClusterTic.AppHost.Tests;

public sealed class QueuesTests
{
    static readonly string[] Services = ["Membership", "Events", "Opportunities", "Reporting", "Identity"];

    [Fact]
    public async Task The_queues_declared_ahead_are_those_that_the_services_describe()
    {
        var described = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var service in Services)
        {
            foreach (var (endpoint, bindings) in await DescribeAsync(service))
                described.Add(endpoint, bindings);
        }

        Assert.Equal(
            JsonSerializer.Serialize(described),
            JsonSerializer.Serialize(new SortedDictionary<string, string[]>(BrokerTopology.Endpoints().ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)));
    }

    static async Task<Dictionary<string, string[]>> DescribeAsync(string service)
    {
        var name = service.ToLowerInvariant();
        var start = new ProcessStartInfo("dotnet", [Built.Service(service), "--describe-queues"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(Built.Service(service)),
        };
        foreach (var (setting, value) in new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            [$"ConnectionStrings__{name}-db"] = "Host=127.0.0.1;Database=none",
            ["ConnectionStrings__rabbitmq"] = "amqp://127.0.0.1:1",
            ["Identity__Issuer"] = "http://localhost/identity",
            ["Identity__ClientSecret"] = "none",
            ["People__EmailKey"] = new string('k', 32),
        })
            start.Environment[setting] = value;

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode is 0, said);
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(said.Trim().Split('\n')[^1])!;
    }
}
