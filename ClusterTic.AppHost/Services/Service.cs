using ClusterTic.AppHost.Databases;
using ClusterTic.AppHost.Servers;

namespace ClusterTic.AppHost.Services;

/// <summary>One of the suite's services, with what it needs; reads as a sentence in the topology.</summary>
sealed class Service
{
    readonly IDistributedApplicationBuilder builder;
    readonly ServiceProject project;
    readonly List<Action<IResourceBuilder<IResourceWithEnvironment>>> settings = [];

    IResourceBuilder<ExecutableResource>? migration;

    Service(IDistributedApplicationBuilder builder, ServiceProject project, IResourceBuilder<ProjectResource> resource) =>
        (this.builder, this.project, Resource) = (builder, project, resource);

    public IResourceBuilder<ProjectResource> Resource { get; }

    public string Name => Resource.Resource.Name;

    public EndpointReference Http => Resource.GetEndpoint("http");

    public static Service Add<TProject>(IDistributedApplicationBuilder builder, string name, int? port = null) where TProject : IProjectMetadata, new()
    {
        var resource = builder
            .AddProject<TProject>(name, options => (options.ExcludeLaunchProfile, options.ExcludeKestrelEndpoints) = (true, true));
        var service = new Service(builder, new(new TProject().ProjectPath), resource);
        if (builder.ExecutionContext.IsRunMode)
            service.RunBuiltProgram(port);
        else
            resource.WithHttpEndpoint();
        return service;
    }

    /// <summary>A database of its own: the service gets the role for rows, its migration the owner.</summary>
    public Service WithDatabase(PostgresServer postgres)
    {
        var database = postgres.AddServiceDatabase(Name);
        Set(target => target.WithReference(database.Rows));
        Resource.WaitFor(database.Rows);
        if (builder.ExecutionContext.IsRunMode)
        {
            migration = AddMigration(database);
            postgres.Migrations.Add(new(database, migration.Resource, project));
            Resource.WaitForCompletion(migration);
        }

        return this;
    }

    /// <summary>Sends and receives facts; waits until the exchanges and everybody's queues are declared.</summary>
    public Service WithMessages(RabbitMqServer rabbitmq)
    {
        Set(target => target.WithReference(rabbitmq.Resource));
        Resource.WaitFor(rabbitmq.Resource);
        return this;
    }

    /// <summary>Uses the cache where it is there, and does not wait for it.</summary>
    public Service WithCache(RedisServer redis) => Set(target => target.WithReference(redis.Resource));

    /// <summary>Calls another service's API, which may be away.</summary>
    public Service Calls(params IEnumerable<Service> others)
    {
        foreach (var other in others)
            Resource.WithReference(other.Resource);
        return this;
    }

    /// <summary>Accepts the tokens of <paramref name="identity"/>, which are issued under the one public origin.</summary>
    public Service Trusts(Service identity, Service origin) => this
        .WithSetting("Identity__Issuer", ReferenceExpression.Create($"{origin.Http}/identity"))
        .WithSetting("Identity__MetadataAddress", ReferenceExpression.Create($"{identity.Http}/identity/.well-known/openid-configuration"));

    public Service WithSetting(string name, string value) => Set(target => target.WithEnvironment(name, value));

    public Service WithSetting(string name, IResourceBuilder<ParameterResource> value) => Set(target => target.WithEnvironment(name, value));

    public Service WithSetting(string name, ReferenceExpression value) => Set(target => target.WithEnvironment(name, value));

    // The migration is the same program and names the same settings as missing.
    Service Set(Action<IResourceBuilder<IResourceWithEnvironment>> setting)
    {
        settings.Add(setting);
        setting(Resource);
        if (migration is not null)
            setting(migration);
        return this;
    }

    // Without `dotnet run`, which would stay beside the service and take 120 MB. Under a debugger the IDE starts it.
    void RunBuiltProgram(int? port)
    {
        var fixedPort = port ?? FreePorts.Next(); // the same after a restart: the others were told it once
        Resource
            .WithHttpEndpoint(port: fixedPort, targetPort: fixedPort, isProxied: false)
            .WithHealthCheck(builder.AddServiceCheck(Http))
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("DOTNET_gcServer", "0") // many services on one small machine
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "false")
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "false");
        if (builder.Configuration["DEBUG_SESSION_PORT"] is null)
            Resource
                .WithAnnotation(new ExecutableAnnotation { Command = "setpriv", WorkingDirectory = project.Folder })
                .WithArgs("--pdeathsig", "KILL", "dotnet", project.Program);
    }

    IResourceBuilder<ExecutableResource> AddMigration(ServiceDatabase database)
    {
        var added = builder.AddExecutable($"{Name}-migration", "setpriv", project.Folder, "--pdeathsig", "KILL", "dotnet", project.Program, "--migrate")
            .WithParentRelationship(Resource)
            .WithExplicitStart()
            .WithReference(database.Owner)
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Development")
            .WithEnvironment("DOTNET_gcServer", "0")
            .ExcludeFromManifest();
        foreach (var setting in settings)
            setting(added);
        return added;
    }
}
