using ClusterTic.AppHost.Databases;
using ClusterTic.AppHost.LocalServers;

namespace ClusterTic.AppHost.Servers;

/// <summary>PostgreSQL, in a container or as a local process, with the databases that the services need.</summary>
sealed record PostgresServer(
    IDistributedApplicationBuilder Builder, ServerHost Host, IResourceBuilder<IResourceWithConnectionString> Resource, EndpointReference Endpoint)
{
    public const string Name = "postgres";

    const string ImageTag = "17.6";

    public List<ServiceDatabase> Databases { get; } = [];

    public List<Migration> Migrations { get; } = [];

    public static PostgresServer Add(IDistributedApplicationBuilder builder, ServerHost host)
    {
        var password = builder.AddSecret(host, "postgres-password");
        var server = host.Kind is ServerKind.Containers
            ? AddContainer(builder, host, password)
            : AddLocal(builder, host, host.Installed!, password);
        server.Resource.WithHealthCheck(builder.AddServerCheck(Name, server.Resource.Resource, PostgresCheck.Ask));
        ServiceDatabases.PrepareWhenReady(server);
        return server;
    }

    static PostgresServer AddContainer(IDistributedApplicationBuilder builder, ServerHost host, IResourceBuilder<ParameterResource> password)
    {
        var container = builder.AddPostgres(Name, password: password)
            .WithImageTag(ImageTag)
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--encoding=UTF8 --locale=C.UTF-8")
            .WithDataVolume(host.Volume(Name));
        return new(builder, host, container, container.Resource.PrimaryEndpoint);
    }

    static PostgresServer AddLocal(
        IDistributedApplicationBuilder builder, ServerHost host, Binaries installed, IResourceBuilder<ParameterResource> password)
    {
        var place = PostgresPlace.In(host.Data!);
        var local = builder
            .AddLocalServer(Name, "launch-postgres.sh", host.Data!, endpoint => ReferenceExpression.Create(
                $"Host={endpoint.Property(EndpointProperty.IPV4Host)};Port={endpoint.Property(EndpointProperty.Port)};Username=postgres;Password={password}"));
        local
            .WithEnvironment("PG_BIN", installed.PostgresFor(place.Version))
            .WithEnvironment("PG_DATA", place.Cluster)
            .WithEnvironment("PG_USER", place.SystemUser ?? "")
            .WithEnvironment("PG_PORT", local.Resource.Endpoint.Property(EndpointProperty.TargetPort))
            .WithEnvironment("PG_PASSWORD", password);
        return new(builder, host, local, local.Resource.Endpoint);
    }
}
