using System.Net;
using ClusterTic.ServiceDefaults;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ClusterTic.Messaging.Tests;

public sealed class KnownProxiesTests
{
    [Fact]
    public void Networks_are_read_from_the_configuration() =>
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")], With("10.0.0.0/8", "fd00::/8").KnownProxies());

    [Fact]
    public void What_is_no_network_is_named() =>
        Assert.Contains("10.0.0.0/8", Assert.Throws<InvalidOperationException>(() => With("everybody").KnownProxies().ToList()).Message, StringComparison.Ordinal);

    static IConfigurationRoot With(params string[] networks) => new ConfigurationBuilder()
        .AddInMemoryCollection(networks.Select((network, at) => KeyValuePair.Create($"Proxies:Known:{at}", (string?)network)))
        .Build();
}
