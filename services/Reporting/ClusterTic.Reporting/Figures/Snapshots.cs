using ClusterTic.Reporting.Log;
using ClusterTic.Reporting.Projections;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Reporting.Figures;

/// <summary>Section <c>Reporting:AsOf</c>.</summary>
sealed class AsOfOptions
{
    /// <summary>A look back that would have to read more messages than this is refused.</summary>
    public int MaxFacts { get; set; } = 200_000;

    /// <summary>How many are computed at a time.</summary>
    public int AtOnce { get; set; } = 2;
}

/// <summary>Which data a figure is made of.</summary>
/// <param name="Position">The last message in it.</param>
/// <param name="DataAt">When that was received.</param>
/// <param name="Waiting">Messages that arrived and are in no figure: parked ones and unread ones.</param>
/// <param name="Today">The local day on which the figures are made, or which is looked back to.</param>
sealed record Data(int Generation, long Position, DateTimeOffset? DataAt, long Waiting, LocalDays Days, bool LooksBack, DateOnly Today)
{
    /// <summary>Equal figures have equal watermarks; part of every cache key.</summary>
    public string Watermark => FormattableString.Invariant($"{(LooksBack ? "asof" : Generation)}-{Position}");
}

/// <summary>One consistent view of one generation, open as long as figures are read from it.</summary>
sealed record Snapshot(NpgsqlConnection Connection, NpgsqlTransaction Transaction, Data Data);

/// <summary>
/// Gives the present data, or what Reporting had received at an instant. For the latter the log up to there is projected
/// into a generation of its own inside a transaction that is never committed: the same code, the same SQL, the same figures.
/// </summary>
sealed class Snapshots(NpgsqlDataSource database, IOptions<AsOfOptions> options, TimeProvider clock) : IDisposable
{
    const int SliceSize = 5_000;

    readonly SemaphoreSlim lookingBack = new(options.Value.AtOnce);

    public void Dispose() => lookingBack.Dispose();

    /// <summary>What a figure would be made of now, cheap enough to ask before each answer from the cache.</summary>
    public async Task<Data> FindAsync(DateTimeOffset? asOf, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await FindAsync(connection, null, asOf, cancel);
    }

    public async Task<T> ReadAsync<T>(DateTimeOffset? asOf, Func<Snapshot, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        var data = await FindAsync(connection, transaction, asOf, cancel);
        if (!data.LooksBack) return await read(new Snapshot(connection, transaction, data));

        await lookingBack.WaitAsync(cancel);
        try
        {
            return await read(new Snapshot(connection, transaction, await ProjectAsync(connection, transaction, data, cancel)));
        }
        finally
        {
            lookingBack.Release();
        }
    }

    async Task<Data> FindAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, DateTimeOffset? asOf, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select generation, time_zone, present.position, data_at,
               (select count(*) from parked where state = 0 and not outgoing)
               + (select count(*) from unread_facts unread where unread.generation = present.generation),
               past.position, past.received_at
             from projections present
             left join lateral (
               select position, received_at from facts where received_at <= $1 and $1 < data_at order by received_at desc, position desc limit 1
             ) past on true
             """, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = asOf is { } at ? at.InMicroseconds() : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        var checkpoint = Checkpoint.Read(row);
        var now = new Data(checkpoint.Generation, checkpoint.Position, checkpoint.DataAt, row.GetInt64(4), checkpoint.Days, LooksBack: false,
            checkpoint.Days.DayOf(asOf ?? clock.GetUtcNow()));
        // At or after the newest message, as-of is the present.
        if (asOf is null || checkpoint.DataAt is not { } newest || asOf >= newest) return now;
        return row.IsDBNull(5)
            ? now with { LooksBack = true, Position = 0, DataAt = null }
            : now with { LooksBack = true, Position = row.GetInt64(5), DataAt = row.GetFieldValue<DateTimeOffset>(6) };
    }

    async Task<Data> ProjectAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Data data, CancellationToken cancel)
    {
        if (data.Position > options.Value.MaxFacts)
            throw new ProblemException(StatusCodes.Status422UnprocessableEntity, "as-of-too-large", ("facts", data.Position), ("limit", options.Value.MaxFacts));

        await using var next = new NpgsqlCommand("select nextval('projection_generations')", connection, transaction);
        var generation = -(int)(long)(await next.ExecuteScalarAsync(cancel))!;
        var projector = new Projector(generation, data.Days);
        for (var from = 0L; from < data.Position; from += SliceSize)
        {
            var facts = new List<LoggedFact>();
            await using (var slice = new NpgsqlCommand(
                """
                select position, message_id, wire_name, aggregate_id, version, occurred_at, body from facts
                where position > $1 and position <= $2 order by position
                """, connection, transaction)
            {
                Parameters = { new() { Value = from }, new() { Value = Math.Min(from + SliceSize, data.Position) } },
            })
            {
                await using var rows = await slice.ExecuteReaderAsync(cancel);
                while (await rows.ReadAsync(cancel)) facts.Add(LogSlice.Read(rows));
            }

            await projector.ApplyAsync(connection, transaction, facts, null, null, cancel);
        }

        return data with { Generation = generation };
    }
}
