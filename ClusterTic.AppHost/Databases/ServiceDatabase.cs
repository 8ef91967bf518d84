using ClusterTic.AppHost.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace ClusterTic.AppHost.Databases;

/// <summary>One role's way into one service's database: the owner migrates, the other only reads and writes rows.</summary>
sealed class DatabaseLogin(string name, string database, string role, IResourceBuilder<ParameterResource> password, EndpointReference server)
    : Resource(name), IResourceWithConnectionString
{
    public string Database => database;

    public string Role => role;

    public ParameterResource Password => password.Resource;

    // Written out, and not derived from the server's: that one is the administrator's.
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={server.Property(EndpointProperty.IPV4Host)};Port={server.Property(EndpointProperty.Port)};Username={role};Password={password};Database={database}");
}

/// <summary>A service's own database with its two logins, <c>X-db</c> and <c>X-db-owner</c>.</summary>
sealed record ServiceDatabase(IResourceBuilder<DatabaseLogin> Rows, IResourceBuilder<DatabaseLogin> Owner)
{
    public string Name => Rows.Resource.Database;
}

static class ServiceDatabases
{
    public static ServiceDatabase AddServiceDatabase(this PostgresServer server, string service)
    {
        var database = new ServiceDatabase(
            server.AddLogin($"{service}-db", service, DatabaseRoles.Rows(service)),
            server.AddLogin($"{service}-db-owner", service, DatabaseRoles.Owner(service)));
        server.Databases.Add(database);
        return database;
    }

    /// <summary>Creates what is missing each time the server has come up, and only then says that the databases are there.</summary>
    public static void PrepareWhenReady(PostgresServer server)
    {
        server.Resource.OnResourceReady(async (resource, ready, cancel) =>
        {
            var admin = await resource.GetConnectionStringAsync(cancel) ?? throw new InvalidOperationException("postgres has no address yet.");
            await Parallel.ForEachAsync(server.Databases, cancel, async (database, cancel) =>
            {
                await PrepareAsync(admin, database, cancel);
                await Publish(ready.Services, database, KnownResourceStates.Running);
                foreach (var migration in server.Migrations.Where(one => one.Database == database))
                    await migration.RunAsync(admin, ready.Services, cancel);
            });
        });

        server.Resource.OnResourceStopped(async (_, stopped, _) =>
        {
            foreach (var database in server.Databases)
                await Publish(stopped.Services, database, KnownResourceStates.Exited);
        });
    }

    static async Task PrepareAsync(string admin, ServiceDatabase database, CancellationToken cancel)
    {
        var roles = new DatabaseRoles(
            database.Name,
            await database.Owner.Resource.Password.GetValueAsync(cancel) ?? "",
            await database.Rows.Resource.Password.GetValueAsync(cancel) ?? "");
        await roles.PrepareAsync(admin, cancel);
        await roles.CreateDatabaseAsync(admin, database.Name, template: null, cancel);
    }

    static async Task Publish(IServiceProvider services, ServiceDatabase database, string state)
    {
        var notifications = services.GetRequiredService<ResourceNotificationService>();
        await notifications.PublishUpdateAsync(database.Owner.Resource, before => before with { State = state });
        await notifications.PublishUpdateAsync(database.Rows.Resource, before => before with { State = state });
    }

    static IResourceBuilder<DatabaseLogin> AddLogin(this PostgresServer server, string name, string database, string role) => server.Builder
        .AddResource(new DatabaseLogin(name, database, role, server.Builder.AddSecret(server.Host, $"{name}-password"), server.Endpoint))
        .WithParentRelationship(server.Resource)
        .WithInitialState(new CustomResourceSnapshot
        {
            ResourceType = "Database",
            State = KnownResourceStates.NotStarted,
            Properties = [new("database", database), new("role", role)],
        })
        .WithIconName("Database");
}
