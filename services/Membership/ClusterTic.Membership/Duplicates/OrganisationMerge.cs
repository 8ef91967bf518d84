using System.Text.Json;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>What one organisation took over from another, by what it had not.</summary>
sealed record Taken(List<string> Competences, List<RaisedLevel> Raised, List<Guid> Evidences, List<int> Years);

sealed record RaisedLevel(string Code, int From, int To);

/// <summary>A property that the merge changed; once it can no longer be undone, without the values.</summary>
sealed record TakenField(string Property, JsonElement Was = default, JsonElement Became = default);

/// <summary>Rows that belong to the other organisation now.</summary>
/// <param name="Main">The other one's main contact as it was.</param>
sealed record Moved(
    Guid[] Contacts, Guid? Main, Guid[] Notes, Guid[] Signatures, string[] Addresses, Guid[] Interactions, Guid[] Offers, Guid[] Mandates, Guid[] Groups,
    Guid[] Merged, Guid[] Representatives);

/// <summary>That one organisation was merged into another, and all that it takes to undo it.</summary>
sealed class OrganisationMerge
{
    public const int DaysToUndo = 30;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid KeptId { get; init; }
    public required Guid AbsorbedId { get; init; }
    public required string By { get; init; }
    public string? ByName { get; init; }
    public required DateTimeOffset At { get; init; }
    public required TakenField[] Fields { get; init; }
    public required Taken Taken { get; init; }
    public required Moved Moved { get; init; }
    public DateTimeOffset? UndoneAt { get; private set; }
    public string? UndoneBy { get; private set; }

    public DateTimeOffset UndoUntil => At.AddDays(DaysToUndo);

    public void Undo(string by, DateTimeOffset at)
    {
        Rule.Require(UndoneAt is null, DuplicateRules.UndoneAlready);
        Rule.Require(at <= UndoUntil, DuplicateRules.TooLateToUndo, ("days", DaysToUndo));
        (UndoneAt, UndoneBy) = (at, by);
    }

    public static void Map(ModelBuilder model) => model.Entity<OrganisationMerge>(merge =>
    {
        merge.ToTable("organisation_merges").HasKey(one => one.Id);
        merge.Property(one => one.Id).ValueGeneratedNever();
        merge.Property(one => one.Fields).HasJson();
        merge.Property(one => one.Taken).HasJson();
        merge.Property(one => one.Moved).HasJson();
        merge.HasOne<Organisation>().WithMany().HasForeignKey(one => one.KeptId).OnDelete(DeleteBehavior.Restrict);
        merge.HasOne<Organisation>().WithMany().HasForeignKey(one => one.AbsorbedId).OnDelete(DeleteBehavior.Restrict);
        merge.HasIndex(one => new { one.KeptId, one.Id }).HasDatabaseName("ix_organisation_merges_kept");
        merge.HasIndex(one => new { one.AbsorbedId, one.Id }).HasDatabaseName("ix_organisation_merges_absorbed");
    });
}
