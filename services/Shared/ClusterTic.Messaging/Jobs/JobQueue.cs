using Npgsql;

namespace ClusterTic.Messaging.Jobs;

sealed record LeasedJob(JobRun Run, string Kind, int Attempts, string? TraceParent);

/// <summary>The runner's SQL. Status numbers are those of <see cref="JobStatus"/>.</summary>
sealed class JobQueue(NpgsqlDataSource database, JobOptions options, TimeProvider clock)
{
    /// <summary>The next job that is due, leased; replicas share the work.</summary>
    public async Task<LeasedJob?> LeaseAsync(CancellationToken cancel)
    {
        var (now, token) = (clock.GetUtcNow(), Guid.CreateVersion7());
        await using var command = database.CreateCommand(
            """
            update jobs set status = 1, lease = $3, due_at = $2, attempts = attempts + 1, started_at = coalesce(started_at, $1)
            where id = (select id from jobs where due_at <= $1 order by due_at, id limit 1 for update skip locked)
            returning id, kind, argument::text, checkpoint::text, done, total, by, by_name, attempts, trace_parent
            """);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now + options.Lease);
        command.Parameters.AddWithValue(token);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel)) return null;
        var run = new JobRun(
            row.GetGuid(0), token, row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetInt64(4), row.GetInt64(5),
            row.GetString(6), row.IsDBNull(7) ? null : row.GetString(7), options.Lease, clock);
        return new(run, row.GetString(1), row.GetInt32(8), row.IsDBNull(9) ? null : row.GetString(9));
    }

    public Task EndAsync(JobRun run, JobStatus status, string? failure) => ExecuteAsync(
        "update jobs set status = $3, ended_at = $4, due_at = null, lease = null, failure = $5 where id = $1 and lease = $2",
        run.Id, run.Token, (int)status, clock.GetUtcNow(), (object?)failure ?? DBNull.Value);

    /// <summary>Lets another run have it, at once or after a pause.</summary>
    public Task ReleaseAsync(JobRun run, TimeSpan pause, string? failure) => ExecuteAsync(
        "update jobs set status = 0, due_at = $3, lease = null, failure = $4 where id = $1 and lease = $2",
        run.Id, run.Token, clock.GetUtcNow() + pause, (object?)failure ?? DBNull.Value);

    /// <summary>The recurring work is this replica's until the lease ends; false where it is not due or another has it.</summary>
    public async Task<bool> LeaseRecurringAsync(string name, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await using var command = database.CreateCommand(
            """
            insert into recurring (name, due_at) values ($1, $3)
            on conflict (name) do update set due_at = $3 where recurring.due_at <= $2
            """);
        command.Parameters.AddWithValue(name);
        command.Parameters.AddWithValue(now);
        command.Parameters.AddWithValue(now + options.Lease);
        return await command.ExecuteNonQueryAsync(cancel) == 1;
    }

    public Task DoneRecurringAsync(string name, TimeSpan pause, string? failure) => ExecuteAsync(
        "update recurring set due_at = $2, last_run_at = $3, failure = $4 where name = $1",
        name, clock.GetUtcNow() + pause, clock.GetUtcNow(), (object?)failure ?? DBNull.Value);

    // How a run ended is kept also while the process stops.
    async Task ExecuteAsync(string sql, params object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters) command.Parameters.AddWithValue(parameter);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
