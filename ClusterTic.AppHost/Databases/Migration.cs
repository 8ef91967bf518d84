using System.Globalization;
using ClusterTic.AppHost.Services;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.AppHost.Databases;

/// <summary>
/// Brings one service's database up to date before the service starts. A comment on the database says which build did it
/// last, so that nothing is started when nothing can be new.
/// </summary>
sealed record Migration(ServiceDatabase Database, ExecutableResource Resource, ServiceProject Project)
{
    /// <summary>Starts the migration, or says at once that it is done.</summary>
    public async Task RunAsync(string admin, IServiceProvider services, CancellationToken cancel)
    {
        if (await MarkAsync(admin, cancel) == Mark(services))
        {
            await services.GetRequiredService<ResourceNotificationService>().PublishUpdateAsync(Resource, before => before with
            {
                State = KnownResourceStates.Finished,
                ExitCode = 0,
            });
            return;
        }

        await services.GetRequiredService<ResourceCommandService>().ExecuteCommandAsync(Resource, KnownResourceCommands.StartCommand, cancel);
        var finished = await services.GetRequiredService<ResourceNotificationService>().WaitForResourceAsync(
            Resource.Name, now => KnownResourceStates.TerminalStates.Contains(now.Snapshot.State?.Text), cancel);
        if (finished.Snapshot.ExitCode is 0)
            await WriteMarkAsync(admin, Mark(services), cancel);
    }

    // The month, because the migration also makes partitions ahead.
    string Mark(IServiceProvider services) => string.Create(
        CultureInfo.InvariantCulture, $"{Project.Fingerprint()} {services.GetRequiredService<TimeProvider>().GetUtcNow():yyyy-MM}");

    async Task<string?> MarkAsync(string admin, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(admin, cancel);
        await using var read = new NpgsqlCommand("select shobj_description(oid, 'pg_database') from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = Database.Name } },
        };
        return await read.ExecuteScalarAsync(cancel) as string;
    }

    async Task WriteMarkAsync(string admin, string mark, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(admin, cancel);
#pragma warning disable CA2100 // the database's own name and a hash; a comment takes no parameters
        await using var write = new NpgsqlCommand($"comment on database \"{Database.Name}\" is '{mark}'", connection);
#pragma warning restore CA2100
        await write.ExecuteNonQueryAsync(cancel);
    }

    static async Task<NpgsqlConnection> OpenAsync(string admin, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }
}
