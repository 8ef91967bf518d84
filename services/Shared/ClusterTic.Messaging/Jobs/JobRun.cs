using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Messaging.Jobs;

/// <summary>One run of a job: what was asked, where to go on, and how progress is kept.</summary>
public sealed class JobRun
{
    static readonly AsyncLocal<JobRun?> At = new();

    readonly TimeSpan lease;
    readonly TimeProvider clock;
    string argument;
    string? checkpoint;

    internal JobRun(Guid id, Guid token, string argument, string? checkpoint, long done, long total, string by, string? byName, TimeSpan lease, TimeProvider clock) =>
        (Id, Token, this.argument, this.checkpoint, Done, Total, By, ByName, this.lease, this.clock) =
            (id, token, argument, checkpoint, done, total, by, byName, lease, clock);

    /// <summary>The run that the present work belongs to; null outside jobs.</summary>
    internal static JobRun? Current { get => At.Value; set => At.Value = value; }

    public Guid Id { get; }
    public long Done { get; private set; }
    public long Total { get; private set; }
    public string By { get; }
    public string? ByName { get; }
    internal Guid Token { get; }

    public T Argument<T>() => JsonSerializer.Deserialize<T>(argument, JsonSerializerOptions.Web)!;

    /// <summary>What the last progress said; the default where there was none.</summary>
    public T? Checkpoint<T>() => checkpoint is null ? default : JsonSerializer.Deserialize<T>(checkpoint, JsonSerializerOptions.Web);

    /// <summary>
    /// Keeps progress in the transaction that is open on the context, so that work and checkpoint are one; without one it
    /// is kept at once. Renews the lease. At least every few seconds: whoever is silent for longer than a lease loses it.
    /// </summary>
    /// <exception cref="JobStoppedException">Cancelled by somebody, or taken over by another replica: roll back and end.</exception>
    public async Task SaveAsync<T>(ServiceDb db, T next, long done, long total, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(next, JsonSerializerOptions.Web);
        var (connection, transaction) = await ServiceDefaults.Data.ServiceDatabases.OpenAsync(db, cancel);
        await using var command = new NpgsqlCommand(
            """
            update jobs set checkpoint = $3, done = $4, total = $5, due_at = $6, attempts = 0
            where id = $1 and lease = $2 and status = 1 returning cancel_requested
            """, connection, transaction);
        command.Parameters.AddWithValue(Id);
        command.Parameters.AddWithValue(Token);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, json);
        command.Parameters.AddWithValue(done);
        command.Parameters.AddWithValue(total);
        command.Parameters.AddWithValue(clock.GetUtcNow() + lease);
        var cancelled = (bool?)await command.ExecuteScalarAsync(cancel) ?? throw new JobStoppedException(wasCancelled: false);
        if (cancelled) throw new JobStoppedException(wasCancelled: true);
        (checkpoint, Done, Total) = (json, done, total);
    }
}

/// <summary>A run must not go on: somebody cancelled the job, or another replica has it.</summary>
public sealed class JobStoppedException(bool wasCancelled) : Exception(wasCancelled ? "The job was cancelled." : "The job's lease was lost.")
{
    public bool WasCancelled { get; } = wasCancelled;
}
