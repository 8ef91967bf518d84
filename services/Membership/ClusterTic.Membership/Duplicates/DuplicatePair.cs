using ClusterTic.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// Two organisations that may be one, until somebody decides. It is found again from the organisations at any time, so
/// nobody is told of it; that they are not the same is what has to be remembered.
/// </summary>
sealed class DuplicatePair
{
    /// <summary>The one with the lower id: a pair is there once, whichever was found first.</summary>
    public required Guid FirstId { get; init; }

    public required Guid SecondId { get; init; }
    public required string[] Why { get; init; }
    public required float Likeness { get; init; }
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When somebody said that they are two.</summary>
    public DateTimeOffset? DismissedAt { get; private set; }

    public string? DismissedBy { get; private set; }
    public string? DismissedByName { get; private set; }

    public void Dismiss(string by, string? byName, DateTimeOffset at) => (DismissedAt, DismissedBy, DismissedByName) = (at, by, byName);

    public void Reopen() => (DismissedAt, DismissedBy, DismissedByName) = (null, null, null);

    public static void Map(ModelBuilder model)
    {
        model.Entity<DuplicatePair>(pair =>
        {
            pair.ToTable("duplicate_pairs").HasKey(one => new { one.FirstId, one.SecondId });
            pair.HasOne<Organisation>().WithMany().HasForeignKey(one => one.FirstId);
            pair.HasOne<Organisation>().WithMany().HasForeignKey(one => one.SecondId);
            pair.HasIndex(one => new { one.Likeness, one.FirstId, one.SecondId }).IsDescending().HasDatabaseName("ix_duplicate_pairs_list");
            pair.HasIndex(one => one.SecondId).HasDatabaseName("ix_duplicate_pairs_second");
        });
        model.Entity<DuplicateCheck>(check => check.ToTable("duplicate_checks").HasKey(one => one.OrganisationId));
    }
}

/// <summary>An organisation whose pairs are to be looked for: a trigger enters it when a key of it changes, whoever changes it.</summary>
sealed class DuplicateCheck
{
    public Guid OrganisationId { get; init; }
    public DateTimeOffset AskedAt { get; init; }
}
