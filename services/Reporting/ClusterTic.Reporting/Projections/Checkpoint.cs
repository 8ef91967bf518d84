using Npgsql;

namespace ClusterTic.Reporting.Projections;

/// <summary>Which generation reports read, and how far it has come.</summary>
/// <param name="DataAt">When the newest message in it was received.</param>
sealed record Checkpoint(int Generation, LocalDays Days, long Position, DateTimeOffset? DataAt)
{
    /// <summary>Waits until nobody else adds to the log or switches the generation; holds it until the transaction's end.</summary>
    public static async Task<Checkpoint> LockAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select generation, time_zone, position, data_at from projections for update", connection, transaction);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return Read(row);
    }

    /// <summary>From a row that begins with generation, time zone, position and date.</summary>
    public static Checkpoint Read(NpgsqlDataReader row) => new(
        row.GetInt32(0),
        new LocalDays(TimeZoneInfo.FindSystemTimeZoneById(row.GetString(1))),
        row.GetInt64(2),
        row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3));

    public static NpgsqlBatchCommand Advance(long position, DateTimeOffset receivedAt) =>
        new("update projections set position = $1, data_at = $2")
        {
            Parameters =
            {
                new NpgsqlParameter<long> { TypedValue = position },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = receivedAt },
            },
        };
}
