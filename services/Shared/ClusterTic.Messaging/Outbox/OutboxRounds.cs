using Npgsql;

namespace ClusterTic.Messaging.Outbox;

/// <summary>The relay's SQL: which rows are next, and what becomes of them.</summary>
sealed class OutboxRounds(NpgsqlDataSource database, MessagingOptions options)
{
    /// <summary>A row waits while an earlier one of its aggregate is delayed, or waits in the other lane.</summary>
    const string MayGo =
        """
        not exists (select 1 from outbox e where e.aggregate_id = o.aggregate_id and e.position <= o.position and e.next_attempt_at > $1)
        and not exists (select 1 from outbox e where e.aggregate_id = o.aggregate_id and e.position < o.position and e.mass <> o.mass)
        """;

    public async Task<bool> IsEmptyAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select not exists (select 1 from outbox)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Up to a round of rows in order; of a mass change at most half of that.</summary>
    public async Task<List<OutboxMessage>> NextAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var quiet = await IsPlainAsync(cancel);
        await using var command = database.CreateCommand(quiet
            ? $"select {OutboxMessage.Columns} from outbox order by position limit $1"
            : $"""
               (select {OutboxMessage.Columns} from outbox o where not mass and {MayGo} order by position limit $2)
               union all
               (select {OutboxMessage.Columns} from outbox o where mass and {MayGo} order by position limit $3)
               order by position limit $2
               """);
        if (!quiet)
        {
            command.Parameters.AddWithValue(now);
            command.Parameters.AddWithValue(options.Round);
            command.Parameters.AddWithValue(options.Round / 2);
        }
        else
        {
            command.Parameters.AddWithValue(options.Round);
        }

        var round = new List<OutboxMessage>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) round.Add(OutboxMessage.Read(rows));
        return round;
    }

    public async Task RemoveAsync(IReadOnlyList<Guid> confirmed, CancellationToken cancel)
    {
        if (confirmed.Count == 0) return;
        await using var command = database.CreateCommand("delete from outbox where id = any($1)");
        command.Parameters.AddWithValue(confirmed.ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>All of a round at once: where nobody listens to a fact, an import has thousands of them.</summary>
    public async Task DelayAsync(IReadOnlyList<(OutboxMessage Message, string Reason, DateTimeOffset Until)> delayed, CancellationToken cancel)
    {
        if (delayed.Count == 0) return;
        await using var command = database.CreateCommand(
            """
            update outbox set attempts = attempts + 1, next_attempt_at = until, last_error = reason
            from unnest($1, $2, $3) as delayed (message, until, reason) where id = message
            """);
        command.Parameters.AddWithValue(delayed.Select(one => one.Message.Id).ToArray());
        command.Parameters.AddWithValue(delayed.Select(one => one.Until).ToArray());
        command.Parameters.AddWithValue(delayed.Select(one => one.Reason).ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Out of the way of its aggregate, into the list that an operator reads.</summary>
    public async Task ParkAsync(OutboxMessage message, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            """
            with gone as (delete from outbox where id = $1 returning *)
            insert into parked (id, message_id, endpoint, outgoing, stream, wire_name, sender, aggregate_id, version, body,
                                occurred_at, recorded_at, trace_parent, reason, parked_at, state)
            select $2, id, coalesce(destination, ''), true, stream, wire_name, sender, aggregate_id, version, body,
                   occurred_at, recorded_at, trace_parent, $3, $4, 0 from gone
            """);
        command.Parameters.AddWithValue(message.Id);
        command.Parameters.AddWithValue(Guid.CreateVersion7());
        command.Parameters.AddWithValue(reason);
        command.Parameters.AddWithValue(now);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>True while nothing is delayed and no mass change waits: then the plain query does.</summary>
    async Task<bool> IsPlainAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select not exists (select 1 from outbox where mass) and not exists (select 1 from outbox where next_attempt_at is not null)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
