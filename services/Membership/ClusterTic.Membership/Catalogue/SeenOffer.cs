using ClusterTic.Membership.Organisations;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>An offer that everybody may see, with who makes it.</summary>
sealed class SeenOffer
{
    public required Offer Offer { get; init; }

    public required Organisation Organisation { get; init; }
}

static class Seeing
{
    /// <summary>Published ones of members. Joined rather than copied: whoever is suspended is gone from here at once, and back as it was.</summary>
    public static IQueryable<SeenOffer> SeenOffers(this MembershipDb db) =>
        from offer in db.Offers.AsNoTracking()
        join organisation in db.Organisations.AsNoTracking() on offer.OrganisationId equals organisation.Id
        where offer.Status == Offer.Published && organisation.Status == OrganisationStatus.Member
        select new SeenOffer { Offer = offer, Organisation = organisation };
}
