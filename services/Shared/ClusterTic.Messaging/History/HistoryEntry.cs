using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.History;

/// <summary>One field of one aggregate that changed: before, after, who and when.</summary>
sealed class HistoryEntry
{
    public required Guid Id { get; init; }

    /// <summary>As the wire names it: <c>membership.organisation</c>.</summary>
    public required string Aggregate { get; init; }

    public required Guid AggregateId { get; init; }

    public required long Version { get; init; }

    public required string Field { get; init; }

    /// <summary>JSON; null for nothing.</summary>
    public string? Before { get; init; }

    /// <summary>JSON; null for nothing.</summary>
    public string? After { get; init; }

    /// <summary>Whom the value is about; null where it is nobody's personal data.</summary>
    public Guid? Subject { get; init; }

    public DateTimeOffset? ErasedAt { get; init; }

    public required string Fact { get; init; }

    public required string By { get; init; }

    public string? ByName { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<HistoryEntry>(table =>
    {
        table.ToTable("history").HasKey(entry => entry.Id);
        table.Property(entry => entry.Before).HasColumnType("jsonb");
        table.Property(entry => entry.After).HasColumnType("jsonb");
        table.HasIndex(entry => new { entry.AggregateId, entry.Version, entry.Id }).HasDatabaseName("ix_history_aggregate");
        table.HasIndex(entry => entry.Subject).HasFilter("subject is not null").HasDatabaseName("ix_history_erasure");
    });
}
