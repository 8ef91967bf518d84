using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Outbox;

/// <summary>A message that waits for the broker's confirm. The row goes only after it.</summary>
sealed class OutboxMessage
{
    /// <summary>The message id; the same in every delivery and replay.</summary>
    public required Guid Id { get; init; }

    /// <summary>Order of writing; within one aggregate also the order of committing.</summary>
    public long Position { get; init; }

    public required FactStream Stream { get; init; }

    public required string WireName { get; init; }

    public required string Sender { get; init; }

    /// <summary>One endpoint that it is for (announcement, replay); null for whoever has bound the wire name.</summary>
    public string? Destination { get; init; }

    public required Guid AggregateId { get; init; }

    public required long Version { get; init; }

    /// <summary>Part of a mass change, which gets at most half a round.</summary>
    public required bool Mass { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? TraceParent { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public string? LastError { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<OutboxMessage>(table =>
    {
        table.ToTable("outbox").HasKey(message => message.Id);
        table.Property(message => message.Position).UseIdentityAlwaysColumn();
        // Two indexes on one column: each needs its name here, or the second replaces the first.
        table.HasIndex(message => message.Position, "ix_outbox_round").HasDatabaseName("ix_outbox_round");
        table.HasIndex(message => message.Position, "ix_outbox_mass").HasDatabaseName("ix_outbox_mass").HasFilter("mass");
        table.HasIndex(message => new { message.AggregateId, message.Position }).HasDatabaseName("ix_outbox_aggregate");
        table.HasIndex(message => message.NextAttemptAt).HasFilter("next_attempt_at is not null").HasDatabaseName("ix_outbox_delayed");
    });

    /// <summary>The columns in the order in which <see cref="Read"/> takes them.</summary>
    public const string Columns =
        "id, position, stream, wire_name, sender, destination, aggregate_id, version, mass, body, occurred_at, recorded_at, trace_parent, attempts, next_attempt_at, last_error";

    public static OutboxMessage Read(Npgsql.NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Position = row.GetInt64(1),
        Stream = (FactStream)row.GetInt32(2),
        WireName = row.GetString(3),
        Sender = row.GetString(4),
        Destination = row.IsDBNull(5) ? null : row.GetString(5),
        AggregateId = row.GetGuid(6),
        Version = row.GetInt64(7),
        Mass = row.GetBoolean(8),
        Body = row.GetString(9),
        OccurredAt = row.GetFieldValue<DateTimeOffset>(10),
        RecordedAt = row.GetFieldValue<DateTimeOffset>(11),
        TraceParent = row.IsDBNull(12) ? null : row.GetString(12),
        Attempts = row.GetInt32(13),
        NextAttemptAt = row.IsDBNull(14) ? null : row.GetFieldValue<DateTimeOffset>(14),
        LastError = row.IsDBNull(15) ? null : row.GetString(15),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WireName} {AggregateId} v{Version}");
}
