using ClusterTic.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>
/// A readable address that leads to an organisation, now or from before it changed its name: an address that was given
/// out stays good. A trigger adds them, so that every way of becoming a member has one and two writers cannot take the same.
/// </summary>
sealed class DirectoryAddress
{
    public required string Slug { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateTimeOffset Since { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<DirectoryAddress>(address =>
    {
        address.ToTable("directory_addresses").HasKey(one => one.Slug);
        address.HasIndex(one => one.OrganisationId);
        // Deferred by hand in the migration: the trigger writes the address just before the organisation itself.
        address.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId);
    });
}
