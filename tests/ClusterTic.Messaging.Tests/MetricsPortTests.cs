using System.Net;
using ClusterTic.Messaging.Tests.Probe;
using ClusterTic.Testing.Servers;
using Xunit;

namespace ClusterTic.Messaging.Tests;

public sealed class MetricsPortTests(ServersFixture servers)
{
    [Fact]
    public async Task Figures_are_on_a_port_of_their_own_and_nothing_else_is()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}/");
        await using var probe = await ProbeService.StartAsync(servers, true, ("Telemetry:Prometheus", "true"), ("Telemetry:MetricsAddress", address.ToString().TrimEnd('/')));
        var id = await probe.CountAsync();
        await probe.CopyReachesAsync(id, 1);

        using var inner = new HttpClient { BaseAddress = address };
        Assert.Contains("clustertic_messages_handled", await inner.GetStringAsync("metrics"), StringComparison.Ordinal);
        using var api = await inner.GetAsync("openapi/v1.json");
        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);

        using var outer = probe.As("operator");
        using var spoofed = new HttpRequestMessage(HttpMethod.Get, "metrics") { Headers = { Host = address.Authority } };
        using var closed = await outer.SendAsync(spoofed);
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
        using var open = await outer.GetAsync("openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }
}
