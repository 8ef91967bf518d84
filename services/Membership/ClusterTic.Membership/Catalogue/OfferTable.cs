using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Search;
using ClusterTic.Messaging.Files;
using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

sealed partial class Offer
{
    public const string SlugIndex = "ux_offers_slug";

    /// <summary>A shadow: that somebody was reminded is no change to the offer.</summary>
    public const string RemindedAt = nameof(RemindedAt);

    public static void Map(ModelBuilder model) => model.Entity<Offer>(offer =>
    {
        offer.ToTable("offers");
        offer.HasHistory();
        offer.HasOne<Organisation>().WithMany().HasForeignKey(one => one.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        offer.Property(one => one.Name).HasJson();
        offer.Property(one => one.Summary).HasJson();
        offer.Property(one => one.Description).HasJson();
        offer.Ignore(one => one.SortedPictures);
        offer.Property<DateTimeOffset?>(RemindedAt);
        offer.OwnsMany(one => one.Pictures, picture =>
        {
            picture.ToTable("offer_pictures");
            picture.WithOwner().HasForeignKey("offer_id");
            picture.HasKey("offer_id", nameof(OfferPicture.Id));
            picture.Property(one => one.Id).ValueGeneratedNever();
            picture.Property(one => one.Alt).HasJson();
            picture.HasOne<StoredFile>().WithOne().HasForeignKey<OfferPicture>(one => one.Id).OnDelete(DeleteBehavior.Restrict);
        });

        offer.Property<string[]?>(KnownWord.Words).HasComputedColumnSql(
            KnownWord.WordsSql("status = 'published'", string.Join(" || ' ' || ",
                from column in (string[])["name", "summary", "description"] from language in (string[])["fr", "en"] select $"coalesce({column} ->> '{language}', '')")),
            stored: true);
        offer.Property<string>("SortName").HasComputedColumnSql("fold(coalesce(name ->> 'fr', ''))", stored: true);
        offer.HasIndex(KnownWord.Words).HasMethod("gin").HasStorageParameter("fastupdate", false)
            .HasFilter("status = 'published'").HasDatabaseName("ix_offers_catalogue_words");
        offer.HasIndex(nameof(Status), "SortName", nameof(Id)).HasDatabaseName("ix_offers_catalogue");
        offer.HasIndex(one => new { one.OrganisationId, one.Id }).HasDatabaseName("ix_offers_of_organisation");
        offer.HasIndex(one => one.Slug).IsUnique().HasDatabaseName(SlugIndex);
        offer.HasIndex(one => one.ConfirmedAt).HasFilter("status = 'published'").HasDatabaseName("ix_offers_remind");
    });
}
