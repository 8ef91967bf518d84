using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Inbox;

/// <summary>A message that one endpoint has handled; inserted first in its effect's transaction.</summary>
sealed class InboxMessage
{
    public required Guid MessageId { get; init; }

    public required string Endpoint { get; init; }

    public required DateTimeOffset HandledAt { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<InboxMessage>(table =>
    {
        table.ToTable("inbox").HasKey(message => new { message.MessageId, message.Endpoint });
        table.HasIndex(message => message.HandledAt).HasDatabaseName("ix_inbox_expired");
    });
}
