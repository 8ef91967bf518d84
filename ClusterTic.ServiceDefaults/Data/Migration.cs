using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>Work that needs the owner's role and is done by <c>--migrate</c> and <c>--maintain</c>: partitions ahead, old rows.</summary>
public interface IMaintenance
{
    Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel);
}

/// <summary>The commands <c>--migrate</c> and <c>--maintain</c>.</summary>
static partial class Migration
{
    public static async Task RunAsync(IServiceProvider services, bool migrate, CancellationToken cancel)
    {
        var database = services.GetRequiredService<ServiceDatabase>();
        var configuration = services.GetRequiredService<IConfiguration>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("ClusterTic.Migration");
        var owner = configuration[database.OwnerSetting] ?? configuration[database.ConnectionSetting]!;
        await using var source = NpgsqlDataSource.Create(owner);

        if (migrate)
        {
            await using var db = OwnerContext(database, services, source);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
            await db.Database.MigrateAsync(cancel);
            foreach (var migration in pending) Applied(log, database.Name, migration);
            await GrantAsync(database, configuration, source, cancel);
        }

        foreach (var maintenance in services.GetServices<IMaintenance>())
            await maintenance.MaintainAsync(source, services.GetRequiredService<TimeProvider>(), cancel);
    }

    static DbContext OwnerContext(ServiceDatabase database, IServiceProvider services, NpgsqlDataSource source)
    {
        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(database.Context))!;
        ServiceDatabases.Configure(options, source);
        return (DbContext)ActivatorUtilities.CreateInstance(services, database.Context, options.Options);
    }

    /// <summary>The runtime role reads and writes rows and nothing else.</summary>
    static async Task GrantAsync(ServiceDatabase database, IConfiguration configuration, NpgsqlDataSource owner, CancellationToken cancel)
    {
        var runtime = new NpgsqlConnectionStringBuilder(configuration[database.ConnectionSetting]).Username;
        var self = new NpgsqlConnectionStringBuilder(owner.ConnectionString).Username;
        if (runtime is null || runtime == self) return; // one role for both: a developer's own database
        var role = new NpgsqlCommandBuilder().QuoteIdentifier(runtime);
        await using var command = owner.CreateCommand(
            $"""
             grant usage on schema public to {role};
             grant select, insert, update, delete on all tables in schema public to {role};
             grant usage, select on all sequences in schema public to {role};
             alter default privileges in schema public grant select, insert, update, delete on tables to {role};
             alter default privileges in schema public grant usage, select on sequences to {role};
             revoke insert, update, delete on "__EFMigrationsHistory" from {role};
             {database.Restrict?.Invoke(role)}
             """);
        await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "{Database}: applied {Migration}")]
    static partial void Applied(ILogger log, string database, string migration);
}

/// <summary>Lets <c>dotnet ef migrations add</c> make the context without a server; derive once per service.</summary>
public abstract class DesignTimeDb<TDb>(Func<DbContextOptions<TDb>, TDb> make) : IDesignTimeDbContextFactory<TDb> where TDb : DbContext
{
    public TDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        ServiceDatabases.Configure(options, NpgsqlDataSource.Create("Host=localhost;Database=design;Username=design"));
        return make(options.Options);
    }
}
