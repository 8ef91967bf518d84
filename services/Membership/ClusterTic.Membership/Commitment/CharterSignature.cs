using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Commitment;

/// <summary>
/// That somebody signed a version of the charter for an organisation. It is itself the record of it, so nothing in it
/// changes but that it ends; which version holds is the organisation's own state.
/// </summary>
sealed class CharterSignature
{
    public const string LiveVersion = "ux_charter_signatures_live_version";

    public static readonly string[] Reasons = ["error", "withdrawn", "other"];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid OrganisationId { get; init; }

    /// <summary>A version that the installation had configured.</summary>
    public required string Charter { get; init; }

    public required DateOnly SignedOn { get; init; }

    public required Guid SignatoryId { get; init; }

    public Person? Signatory { get; private init; }

    /// <summary>The account that recorded it.</summary>
    public required string By { get; init; }

    public string? ByName { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public string? RevokeReason { get; private set; }

    public string? RevokeNote { get; private set; }

    /// <summary>The account that recorded the revocation.</summary>
    public string? RevokedBy { get; private set; }

    public void Revoke(string reason, string? note, string by, DateTimeOffset at)
    {
        Rule.Require(RevokedAt is null, CommitmentRules.SignatureRevokedAlready);
        (RevokedAt, RevokeReason, RevokeNote, RevokedBy) = (at, reason, note, by);
    }

    public CharterSignatureDetails ToDetails(string signatory) => new(
        Id, Charter, SignedOn, SignatoryId, signatory, By, ByName, RecordedAt, RevokedAt, RevokeReason, RevokeNote);

    public static void Map(ModelBuilder model) => model.Entity<CharterSignature>(signature =>
    {
        signature.ToTable("charter_signatures").HasKey(one => one.Id);
        signature.Property(one => one.Id).ValueGeneratedNever();
        signature.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        signature.HasOne(one => one.Signatory).WithMany().HasForeignKey(one => one.SignatoryId).OnDelete(DeleteBehavior.Restrict);
        signature.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_charter_signatures_list");
        signature.HasIndex(one => one.SignatoryId).HasDatabaseName("ix_charter_signatures_of_person");
        signature.HasIndex(one => new { one.OrganisationId, one.Charter }).IsUnique().HasFilter("revoked_at is null").HasDatabaseName(LiveVersion);
    });
}
