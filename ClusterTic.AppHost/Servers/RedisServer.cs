using ClusterTic.AppHost.LocalServers;

namespace ClusterTic.AppHost.Servers;

/// <summary>Redis, in a container or as a local process. Losing it loses nothing but speed.</summary>
sealed record RedisServer(IResourceBuilder<IResourceWithConnectionString> Resource)
{
    public const string Name = "redis";

    /// <summary>The last series under the BSD licence.</summary>
    const string ImageTag = "7.2.5";

    public static RedisServer Add(IDistributedApplicationBuilder builder, ServerHost host)
    {
        var password = builder.AddSecret(host, "redis-password");
        var server = host.Kind is ServerKind.Containers
            ? new RedisServer(builder.AddRedis(Name, password: password).WithImageTag(ImageTag).WithDataVolume(host.Volume(Name)))
            : AddLocal(builder, host, host.Installed!, password);
        server.Resource.WithHealthCheck(builder.AddServerCheck(Name, server.Resource.Resource, RedisCheck.Ping));
        return server;
    }

    static RedisServer AddLocal(
        IDistributedApplicationBuilder builder, ServerHost host, Binaries installed, IResourceBuilder<ParameterResource> password)
    {
        var local = builder.AddLocalServer(Name, "launch-redis.sh", host.Data!, endpoint => ReferenceExpression.Create(
            $"{endpoint.Property(EndpointProperty.IPV4Host)}:{endpoint.Property(EndpointProperty.Port)},password={password}"));
        local
            .WithEnvironment("REDIS_SERVER", installed.Redis)
            .WithEnvironment("REDIS_HOME", Path.Combine(host.Data!.Root, Name))
            .WithEnvironment("REDIS_PORT", local.Resource.Endpoint.Property(EndpointProperty.TargetPort))
            .WithEnvironment("REDIS_PASSWORD", password);
        return new(local);
    }
}
