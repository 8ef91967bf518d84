using System.Text.Json;
using ClusterTic.Reporting.Log;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Reporting.Projections;

/// <summary>
/// Makes a new generation of all projections from the log, while messages go on coming into the present one, and
/// switches to it. Reports read one generation whole, the old or the new.
/// </summary>
sealed partial class Rebuild(NpgsqlDataSource database, IOptions<ClusterOptions> cluster, TimeProvider clock, ILogger<Rebuild> log)
{
    const int SliceSize = 5_000;

    // Any number that nothing else in this database locks.
    const long Lock = 0x52_45_42_55_49_4c_44;

    /// <summary><c>--rebuild</c></summary>
    public static async Task<int> CommandAsync(IServiceProvider services, string[] args, CancellationToken cancel)
    {
        var result = await services.GetRequiredService<Rebuild>().RunAsync(cancel);
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(result, JsonSerializerOptions.Web).AsMemory(), cancel);
        return 0;
    }

    public async Task<RebuildResult> RunAsync(CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancel);
        Rule.Require(await ScalarAsync<bool>(connection, $"select pg_try_advisory_lock({Lock})", CancellationToken.None), "rebuild-runs-already");
        try
        {
            await ClearAsync(connection, cancel); // what an interrupted rebuild left
            var generation = (int)await ScalarAsync<long>(connection, "select nextval('projection_generations')", cancel);
            var days = new LocalDays(cluster.Value.TimeZoneInfo);
            var projector = new Projector(generation, days);

            var place = await FillAsync(connection, projector, cancel);
            var facts = await SwitchAsync(connection, projector, generation, days, place, cancel);
            await ClearAsync(connection, cancel);

            var unread = await ScalarAsync<long>(connection, $"select count(*) from unread_facts where generation = {generation}", cancel);
            var result = new RebuildResult(generation, facts, unread, clock.GetElapsedTime(started).TotalSeconds);
            Rebuilt(generation, facts, unread, result.Seconds);
            return result;
        }
        finally
        {
            await ScalarAsync<bool>(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    /// <summary>The bulk, a slice a transaction, below the oldest transaction that is still open.</summary>
    static async Task<LogSlice> FillAsync(NpgsqlConnection connection, Projector projector, CancellationToken cancel)
    {
        var slice = LogSlice.Beginning;
        do
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            slice = await slice.NextAsync(connection, transaction, SliceSize, onlySettled: true, cancel);
            await projector.ApplyAsync(connection, transaction, slice.Facts, null, null, cancel);
            await transaction.CommitAsync(cancel);
        }
        while (slice.Facts.Count > 0);
        return slice;
    }

    /// <summary>The rest, while nobody can add to the log; then reports read the new generation.</summary>
    async Task<long> SwitchAsync(
        NpgsqlConnection connection, Projector projector, int generation, LocalDays days, LogSlice slice, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Checkpoint.LockAsync(connection, transaction, cancel);
        do
        {
            slice = await slice.NextAsync(connection, transaction, SliceSize, onlySettled: false, cancel);
            await projector.ApplyAsync(connection, transaction, slice.Facts, null, null, cancel);
        }
        while (slice.Facts.Count > 0);

        await using var pointer = new NpgsqlCommand(
            "update projections set generation = $1, time_zone = $2, rebuilt_at = $3", connection, transaction)
        {
            Parameters = { new() { Value = generation }, new() { Value = days.ZoneName }, new() { Value = clock.GetUtcNow() } },
        };
        await pointer.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return slice.Passed;
    }

    /// <summary>Removes every generation but the present one, in bites that hold nobody up.</summary>
    static async Task ClearAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var table in Catalogue.Tables)
        {
            await using var clear = new NpgsqlCommand(
                $"""
                 delete from {table} where ctid = any(array(
                   select ctid from {table} where generation <> (select generation from projections) limit 10000))
                 """, connection);
            int removed;
            do removed = await clear.ExecuteNonQueryAsync(cancel);
            while (removed > 0);
        }
    }

    static async Task<T> ScalarAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    [LoggerMessage(LogLevel.Information, "Generation {Generation} of the projections made from {Facts} messages, {Unread} of them unread, in {Seconds} s")]
    partial void Rebuilt(int generation, long facts, long unread, double seconds);
}
