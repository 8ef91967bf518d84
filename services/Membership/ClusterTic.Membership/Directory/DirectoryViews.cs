using ClusterTic.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>How often a page that shows a member, or one of its offers, was opened on a day: a number, of nobody in particular.</summary>
sealed class DirectoryViews
{
    public const string Member = "member", Offer = "offer";

    /// <summary>In the cluster's time zone.</summary>
    public required DateOnly Day { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>member for its own page, offer for those of its offers.</summary>
    public required string Page { get; init; }

    /// <summary>ISO 3166-1 code of where the visits came from, where the proxy in front tells; else empty.</summary>
    public required string Country { get; init; }
    public required int Views { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<DirectoryViews>(views =>
    {
        views.ToTable("directory_views").HasKey(one => new { one.OrganisationId, one.Day, one.Page, one.Country });
        views.Property(one => one.Page).HasDefaultValue(Member);
        views.HasIndex(one => one.Day);
        views.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId);
    });
}
