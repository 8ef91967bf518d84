using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Review;

/// <summary>What somebody of the team wrote down about an organisation. Written once: who thinks otherwise adds another.</summary>
sealed class ReviewNote
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    public required string Text { get; init; }

    /// <summary>The account.</summary>
    public required string By { get; init; }

    public string? ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    public ReviewNoteDetails ToDetails() => new(Id, Text, By, ByName, At);

    public static void Map(ModelBuilder model) => model.Entity<ReviewNote>(note =>
    {
        note.ToTable("review_notes").HasKey(one => one.Id);
        note.HasOne<Organisations.Organisation>().WithMany().HasForeignKey(one => one.OrganisationId);
        note.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_review_notes_list");
    });
}
