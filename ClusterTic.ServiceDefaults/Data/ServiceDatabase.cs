using System.Text.Json;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>What a service's database is called and what its runtime role may not do.</summary>
/// <param name="Context">The service's own DbContext.</param>
/// <param name="Restrict">SQL that takes rights from the runtime role (its name is given) after they were granted.</param>
sealed record ServiceDatabase(string Name, Type Context, Func<string, string>? Restrict)
{
    public string ConnectionSetting => $"ConnectionStrings:{Name}";

    public string OwnerSetting => $"ConnectionStrings:{Name}-owner";
}

public static class ServiceDatabases
{
    /// <summary>
    /// The service's own PostgreSQL database. Two roles: the one of <c>{service}-db</c> only reads and writes rows; the
    /// one of <c>{service}-db-owner</c> is used by <c>--migrate</c> and <c>--maintain</c> alone.
    /// </summary>
    /// <param name="restrict">SQL that takes rights from the runtime role, whose quoted name is given.</param>
    public static void AddServiceDb<TDb>(this WebApplicationBuilder builder, Func<string, string>? restrict = null) where TDb : DbContext
    {
        var service = builder.ServiceName();
        var database = new ServiceDatabase($"{service}-db", typeof(TDb), restrict);
        builder.Services.AddSingleton(database);
        builder.RequiredSettings().Add(database.ConnectionSetting, "the service's database");

        builder.Services.AddSingleton(services =>
        {
            var connection = services.GetRequiredService<IConfiguration>()[database.ConnectionSetting];
            var source = new NpgsqlDataSourceBuilder(connection) { Name = database.Name };
            source.ConnectionStringBuilder.ApplicationName = service;
            // Statements that come again and again are prepared once per connection.
            if (source.ConnectionStringBuilder.MaxAutoPrepare == 0) source.ConnectionStringBuilder.MaxAutoPrepare = 100;
            // Compiling a plan takes seconds, and is done whenever a plan looks dear: as it does for a table that grows faster
            // than its statistics. Ours read few rows each; a report that gains by it may turn it on.
            source.ConnectionStringBuilder.Options ??= "-c jit=off";
            // Nobody leaves anything behind on a connection: settings are those of a transaction, and a lock is let go by whoever
            // took it. Seven statements before each use, to be sure of it, take longer than most of ours.
            source.ConnectionStringBuilder.NoResetOnClose = true;
            source.UseLoggerFactory(services.GetService<Microsoft.Extensions.Logging.ILoggerFactory>());
            return source.Build();
        });
        builder.Services.AddDbContextPool<TDb>((services, options) =>
        {
            Configure(options, services.GetRequiredService<NpgsqlDataSource>());
            options.AddInterceptors(services.GetServices<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>());
        });
        builder.Services.TryAddScoped<DbContext>(services => services.GetRequiredService<TDb>());
        builder.Services.AddSingleton<SchemaState>();
        builder.Services.AddHealthChecks().AddCheck<SchemaState>("database", tags: ["ready"]);
    }

    /// <summary>
    /// A second view of the service's database, for what the first one's base class leaves no room for. Its tables are
    /// mapped by the first one too, which alone has migrations.
    /// </summary>
    public static void AddFurtherView<TDb>(this WebApplicationBuilder builder) where TDb : DbContext =>
        builder.Services.AddDbContextPool<TDb>((services, options) =>
        {
            Configure(options, services.GetRequiredService<NpgsqlDataSource>());
            options.AddInterceptors(services.GetServices<Microsoft.EntityFrameworkCore.Diagnostics.IInterceptor>());
        });

    internal static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) => options
        // Retrying strategies throw on every explicit transaction, which the inbox has; callers retry instead.
        .UseNpgsql(source)
        .UseSnakeCaseNamingConvention();

    /// <summary>A value kept as jsonb, for instance a <see cref="LocalText"/>.</summary>
    public static PropertyBuilder<T> HasJson<T>(this PropertyBuilder<T> property) => property
        .HasColumnType("jsonb")
        .HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web),
            json => JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)!,
            new Microsoft.EntityFrameworkCore.ChangeTracking.ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, JsonSerializerOptions.Web) == JsonSerializer.Serialize(b, JsonSerializerOptions.Web),
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Web).GetHashCode(StringComparison.Ordinal),
                value => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!));

    /// <summary>
    /// Runs the work in the transaction that is open already (an idempotency key or the inbox has opened it), or in one
    /// of its own.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(this DbContext db, Func<Task<T>> work, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is not null) return await work();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var result = await work();
        await transaction.CommitAsync(cancel);
        return result;
    }

    /// <summary>The open transaction's ADO.NET connection, for SQL of one's own beside EF Core's.</summary>
    public static async Task<(NpgsqlConnection Connection, NpgsqlTransaction? Transaction)> OpenAsync(this DbContext db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        return ((NpgsqlConnection)db.Database.GetDbConnection(), db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction);
    }
}
