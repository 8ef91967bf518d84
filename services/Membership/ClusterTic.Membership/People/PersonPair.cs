using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Two people of whom somebody has said that they are two; whoever may be one is found anew from the people at any time.</summary>
sealed class PersonPair
{
    /// <summary>The one with the lower id, as PostgreSQL compares them: a pair is there once.</summary>
    public required Guid FirstId { get; init; }

    public required Guid SecondId { get; init; }

    /// <summary>What they had in common then: name, phone.</summary>
    public required string[] Why { get; init; }

    public required DateTimeOffset DismissedAt { get; init; }
    public required string DismissedBy { get; init; }
    public string? DismissedByName { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<PersonPair>(pair =>
    {
        pair.ToTable("people_pairs").HasKey(one => new { one.FirstId, one.SecondId });
        pair.HasOne<Person>().WithMany().HasForeignKey(one => one.FirstId).OnDelete(DeleteBehavior.Restrict);
        pair.HasOne<Person>().WithMany().HasForeignKey(one => one.SecondId).OnDelete(DeleteBehavior.Restrict);
        pair.HasIndex(one => one.SecondId).HasDatabaseName("ix_people_pairs_second");
    });
}
