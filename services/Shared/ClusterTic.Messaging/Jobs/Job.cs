using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Jobs;

/// <summary>
/// Long work that a request asked for and nobody waits for. Whoever runs it leases it; one that dies lets another go on
/// from the last checkpoint once the lease has run out.
/// </summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Which handler does it.</summary>
    public required string Kind { get; init; }

    public JobStatus Status { get; private set; }

    /// <summary>JSON, as the handler reads it.</summary>
    public required string Argument { get; init; }

    /// <summary>JSON: where to go on; written in the transaction of what was done.</summary>
    public string? Checkpoint { get; private set; }

    public long Done { get; private set; }

    /// <summary>How much there is; zero while nobody knows.</summary>
    public long Total { get; private set; }

    /// <summary>The account that asked for it, which its changes are put down to.</summary>
    public required string By { get; init; }

    public string? ByName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Not before; while it runs, the end of its lease. Null once it has ended.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>Whose lease it is: a runner whose lease was taken over can change nothing more.</summary>
    public Guid? Lease { get; private set; }

    /// <summary>Since the last progress.</summary>
    public int Attempts { get; private set; }

    public bool CancelRequested { get; private set; }

    /// <summary>Code of the refusal, or kind of the failure.</summary>
    public string? Failure { get; private set; }

    public string? TraceParent { get; init; }

    internal static Job Waiting(string kind, string argument, string by, string? byName, DateTimeOffset now, string? trace) => new()
    {
        Kind = kind, Argument = argument, By = by, ByName = byName, CreatedAt = now, DueAt = now, TraceParent = trace,
    };

    internal static void Map(ModelBuilder model) => model.Entity<Job>(job =>
    {
        job.ToTable("jobs").HasKey(one => one.Id);
        job.Property(one => one.Argument).HasColumnType("jsonb");
        job.Property(one => one.Checkpoint).HasColumnType("jsonb");
        job.HasIndex(one => one.DueAt).HasFilter("due_at is not null").HasDatabaseName("ix_jobs_due");
    });
}

public enum JobStatus
{
    Waiting,
    Running,
    Done,
    Failed,
    Cancelled,
}

public static class JobStatuses
{
    public static string Code(this JobStatus status) => status switch
    {
        JobStatus.Waiting => "waiting",
        JobStatus.Running => "running",
        JobStatus.Done => "done",
        JobStatus.Failed => "failed",
        _ => "cancelled",
    };
}
