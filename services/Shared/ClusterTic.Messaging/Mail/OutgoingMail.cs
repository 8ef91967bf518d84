using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Mail;

/// <summary>A mail that waits to be sent, written in the transaction of what it tells of; once sent it is deleted.</summary>
sealed class OutgoingMail
{
    /// <summary>Also the left part of its Message-ID: a mail that is sent again after a crash is known to be the same.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before; while a sender has it, the end of its lease. Null once it was given up.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Kind of the last failure; a server's own words may hold the address.</summary>
    public string? Failure { get; set; }

    public DateTimeOffset? GivenUpAt { get; set; }

    public static void Map(ModelBuilder model) => model.Entity<OutgoingMail>(mail =>
    {
        mail.ToTable("mails").HasKey(one => one.Id);
        mail.HasIndex(one => one.DueAt).HasFilter("due_at is not null").HasDatabaseName("ix_mails_due");
    });
}
