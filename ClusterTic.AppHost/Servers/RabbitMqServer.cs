using System.Globalization;
using ClusterTic.AppHost.LocalServers;

namespace ClusterTic.AppHost.Servers;

/// <summary>RabbitMQ, in a container or as a local process; 3.10 is the oldest that must work.</summary>
sealed record RabbitMqServer(IResourceBuilder<IResourceWithConnectionString> Resource, EndpointReference Management)
{
    public const string Name = "rabbitmq";
    public const string User = "clustertic";

    const string ImageTag = "4.1.4-management";

    public static RabbitMqServer Add(IDistributedApplicationBuilder builder, ServerHost host)
    {
        var password = builder.AddSecret(host, "rabbitmq-password");
        var server = host.Kind is ServerKind.Containers
            ? AddContainer(builder, host, password)
            : AddLocal(builder, host, host.Installed!, password);
        server.Resource.WithHealthCheck(builder.AddServerCheck(Name, server.Resource.Resource, RabbitMqCheck.Open));
        server.Resource.OnResourceReady((_, _, cancel) => BrokerTopology.DeclareAsync(server, password.Resource, cancel));
        return server;
    }

    static RabbitMqServer AddContainer(IDistributedApplicationBuilder builder, ServerHost host, IResourceBuilder<ParameterResource> password)
    {
        var user = builder.AddParameter("rabbitmq-user", User);
        var container = builder.AddRabbitMQ(Name, user, password)
            .WithManagementPlugin()
            .WithImageTag(ImageTag)
            .WithDataVolume(host.Volume(Name));
        return new(container, container.GetEndpoint("management"));
    }

    static RabbitMqServer AddLocal(
        IDistributedApplicationBuilder builder, ServerHost host, Binaries installed, IResourceBuilder<ParameterResource> password)
    {
        var local = builder
            .AddLocalServer(Name, "launch-rabbitmq.sh", host.Data!, endpoint => ReferenceExpression.Create(
                $"amqp://{User}:{password}@{endpoint.Property(EndpointProperty.IPV4Host)}:{endpoint.Property(EndpointProperty.Port)}"))
            .WithHttpEndpoint(name: "management", isProxied: false);
        var management = local.GetEndpoint("management");
        local
            .WithEnvironment("RABBIT_SERVER", installed.RabbitMq)
            .WithEnvironment("EPMD", installed.Epmd)
            .WithEnvironment("RABBIT_HOME", Path.Combine(host.Data!.Root, Name))
            .WithEnvironment("RABBIT_USER_NAME", User)
            .WithEnvironment("RABBIT_USER_PASSWORD", password)
            .WithEnvironment("AMQP_PORT", local.Resource.Endpoint.Property(EndpointProperty.TargetPort))
            .WithEnvironment("MANAGEMENT_PORT", management.Property(EndpointProperty.TargetPort))
            .WithEnvironment("DIST_PORT", FreePorts.Next().ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("EPMD_PORT", FreePorts.Next().ToString(CultureInfo.InvariantCulture));
        return new(local, management);
    }
}
