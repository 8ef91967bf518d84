using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Jobs;

/// <summary>When a recurring work is due next.</summary>
sealed class Recurring
{
    public required string Name { get; init; }

    /// <summary>While it runs, the end of its lease.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? LastRunAt { get; init; }

    public string? Failure { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<Recurring>(table => table.ToTable("recurring").HasKey(one => one.Name));
}

sealed record RecurringKind(string Name, TimeSpan Every, Type Type);

sealed record JobKind(string Kind, Type Handler);
