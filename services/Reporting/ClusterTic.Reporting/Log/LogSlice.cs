using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Reporting.Log;

/// <summary>
/// A run of messages in the order of (transaction, position), and so where the next one begins. Below the oldest open
/// transaction nothing can appear any more behind a place that was passed.
/// </summary>
sealed record LogSlice(IReadOnlyList<LoggedFact> Facts, ulong Transaction, long Position, long Passed)
{
    public static LogSlice Beginning { get; } = new([], 0, 0, 0);

    /// <param name="onlySettled">
    /// Only what lies below the oldest open transaction. Without it the caller must hold the checkpoint's lock.
    /// </param>
    public async Task<LogSlice> NextAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, int size, bool onlySettled, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select position, message_id, wire_name, aggregate_id, version, occurred_at, body, xid
             from facts
             where (xid, position) > ($1, $2) {(onlySettled ? "and xid < pg_snapshot_xmin(pg_current_snapshot())" : "")}
             order by xid, position
             limit $3
             """, connection, transaction)
        {
            Parameters =
            {
                new() { Value = Transaction, NpgsqlDbType = NpgsqlDbType.Xid8 },
                new() { Value = Position },
                new() { Value = size },
            },
        };
        var facts = new List<LoggedFact>();
        var last = Transaction;
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            facts.Add(Read(rows));
            last = rows.GetFieldValue<ulong>(7);
        }

        return new LogSlice(facts, last, facts.Count > 0 ? facts[^1].Position : Position, Passed + facts.Count);
    }

    public static LoggedFact Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetGuid(3), row.GetInt64(4), row.GetFieldValue<DateTimeOffset>(5), row.GetString(6));
}
