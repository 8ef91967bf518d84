namespace ClusterTic.Identity.Mail;

/// <summary>A mail that waits to be sent; once sent it is deleted, since it may hold a link that opens an account.</summary>
sealed class OutgoingMail
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Recipient { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>Kind of the last failure; a server's own words may hold the address.</summary>
    public string? Failure { get; set; }
}
