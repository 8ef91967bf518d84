using ClusterTic.AppHost.Databases;
using Npgsql;

namespace ClusterTic.Testing.Servers;

/// <summary>A database that one test class owns; it is dropped with its connections.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    readonly string admin;

    internal TestDatabase(string name, string admin, string owner, string rows)
    {
        this.admin = admin;
        (Name, OwnerConnectionString, ConnectionString) = (name, owner, rows);
    }

    public string Name { get; }

    /// <summary>The role that only reads and writes rows: what the service runs with.</summary>
    public string ConnectionString { get; }

    /// <summary>The role that migrates.</summary>
    public string OwnerConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync();
#pragma warning disable CA2100 // the name is made by the fixture
        await using var drop = new NpgsqlCommand($"drop database if exists \"{Name}\" with (force)", connection);
#pragma warning restore CA2100
        await drop.ExecuteNonQueryAsync();
    }
}

/// <summary>A service's roles and, once migrated, the database that its test databases are copied from.</summary>
sealed class DatabaseTemplate(string service, string admin)
{
    const string Password = "only-for-tests";

    public DatabaseRoles Roles { get; } = new(service, Password, Password);

    public string Name => $"{service}_template";

    public bool IsMigrated { get; private set; }

    public TestDatabase Open(string name) => new(
        name, admin, ConnectionString(name, DatabaseRoles.Owner(service)), ConnectionString(name, DatabaseRoles.Rows(service)));

    public async Task MigrateAsync(Func<TestDatabase, Task> migrate, CancellationToken cancel)
    {
        await Roles.CreateDatabaseAsync(admin, Name, template: null, cancel);
        await migrate(Open(Name));

        // A database with an open connection cannot be copied: whatever the migration left in a pool goes.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var close = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection)
        {
            Parameters = { new() { Value = Name } },
        };
        await close.ExecuteNonQueryAsync(cancel);
        IsMigrated = true;
    }

    string ConnectionString(string database, string role) =>
        new NpgsqlConnectionStringBuilder(admin) { Database = database, Username = role, Password = Password }.ConnectionString;
}
