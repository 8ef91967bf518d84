using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Parked;

/// <summary>What became of a parked message.</summary>
enum ParkedMessageState
{
    Parked,
    Replayed,
    Discarded,
}

/// <summary>A message set aside for an operator, with the reason. Never deleted: what was decided stays readable, its content for a term.</summary>
sealed class ParkedMessage
{
    public required Guid Id { get; init; }
    public required Guid MessageId { get; init; }

    /// <summary>The endpoint that could not handle it; for an outgoing one its destination, empty where it had none.</summary>
    public required string Endpoint { get; init; }

    /// <summary>True where it could not be published, false where it could not be handled.</summary>
    public required bool Outgoing { get; init; }

    public required FactStream Stream { get; init; }
    public required string WireName { get; init; }
    public required string Sender { get; init; }
    public required Guid AggregateId { get; init; }
    public required long Version { get; init; }
    public required string Body { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public string? TraceParent { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset ParkedAt { get; init; }
    public ParkedMessageState State { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? DecidedBecause { get; private set; }

    public void Decide(ParkedMessageState state, string by, string? because, DateTimeOffset at) =>
        (State, DecidedBy, DecidedBecause, DecidedAt) = (state, by, because, at);

    public static void Map(ModelBuilder model) => model.Entity<ParkedMessage>(table =>
    {
        table.ToTable("parked").HasKey(message => message.Id);
        table.HasIndex(message => new { message.State, message.Id }).HasDatabaseName("ix_parked_list");
        table.HasIndex(message => new { message.MessageId, message.Endpoint }).HasFilter("state = 0").IsUnique().HasDatabaseName("ux_parked_open");
    });
}
