using System.Collections.Concurrent;
using ClusterTic.Messaging;
using ClusterTic.Reporting.Projections;
using ClusterTic.ServiceDefaults.Data;
using Npgsql;

namespace ClusterTic.Reporting.Log;

/// <summary>
/// Adds every message to the log as received and brings the projections up to date, in the inbox's transaction: what
/// is in the log is in the figures.
/// </summary>
/// <remarks>
/// Batches of several replicas take turns, by a lock on the checkpoint's row. So no batch commits behind one that
/// began later, and none can be missed; a transaction that is open anywhere else holds nothing up.
/// </remarks>
sealed partial class FactLog(ReportingDb db, TimeProvider clock, ILogger<FactLog> log) : IHandleReceived
{
    static readonly ConcurrentDictionary<string, bool> Unknown = new();

    public async Task Handle(IReadOnlyList<ReceivedFact> facts, CancellationToken cancel)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        await AddAsync(connection, transaction!, facts, cancel);
        foreach (var fact in facts)
            if (Catalogue.Find(LoggedFact.AggregateOf(fact.WireName)) is null && Unknown.TryAdd(fact.WireName, true))
                NotUnderstood(fact.WireName, fact.Sender);
    }

    async Task AddAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<ReceivedFact> facts, CancellationToken cancel)
    {
        var checkpoint = await Checkpoint.LockAsync(connection, transaction, cancel);
        // Never before what is there already, whatever the clocks of other replicas say: as-of is then a position.
        var now = clock.GetUtcNow().InMicroseconds();
        var receivedAt = checkpoint.DataAt is { } last && last > now ? last : now;
        var logged = facts.Select((fact, index) => LoggedFact.From(fact, checkpoint.Position + 1 + index)).ToList();

        await new Projector(checkpoint.Generation, checkpoint.Days).ApplyAsync(
            connection, transaction, logged,
            first: Insert(facts, logged, receivedAt),
            last: Checkpoint.Advance(checkpoint.Position + facts.Count, receivedAt),
            cancel);
    }

    static NpgsqlBatchCommand Insert(IReadOnlyList<ReceivedFact> facts, IReadOnlyList<LoggedFact> logged, DateTimeOffset receivedAt) => new(
        """
        insert into facts (received_at, position, aggregate, occurred_at, message_id, wire_name, sender, aggregate_id, version,
          recorded_at, trace_parent, body)
        select $1, * from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<DateTimeOffset> { TypedValue = receivedAt },
            new NpgsqlParameter<long[]> { TypedValue = [.. logged.Select(fact => fact.Position)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. logged.Select(fact => fact.Aggregate)] },
            new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. logged.Select(fact => fact.OccurredAt)] },
            new NpgsqlParameter<Guid[]> { TypedValue = [.. facts.Select(fact => fact.MessageId)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. facts.Select(fact => fact.WireName)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. facts.Select(fact => fact.Sender)] },
            new NpgsqlParameter<Guid[]> { TypedValue = [.. facts.Select(fact => fact.AggregateId)] },
            new NpgsqlParameter<long[]> { TypedValue = [.. facts.Select(fact => fact.Version)] },
            new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. facts.Select(fact => fact.RecordedAt.InMicroseconds())] },
            new NpgsqlParameter<string?[]> { TypedValue = [.. facts.Select(fact => fact.TraceParent)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. facts.Select(fact => fact.Json)] },
        },
    };

    [LoggerMessage(LogLevel.Warning, "{WireName} from {Sender} is in the log, and no projection knows what it means")]
    partial void NotUnderstood(string wireName, string sender);
}

static class Instants
{
    /// <summary>In UTC and as precise as PostgreSQL keeps it, so that what is read back is what was written.</summary>
    public static DateTimeOffset InMicroseconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
}
