using ClusterTic.Membership.Directory;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>One offer's public page.</summary>
static class ShowOffer
{
    public static void Map(RouteGroupBuilder catalogue) => catalogue
        .MapGet("/{slug}", Handle)
        .Requires(Policies.Public)
        .WithSummary("Show an offer of the catalogue");

    static async Task<Results<Ok<CatalogueOffer>, NotFound>> Handle(string slug, MembershipDb db, CancellationToken cancel)
    {
        // Of the organisation what is shown, and not all that it can do and has earned.
        var found = await db.SeenOffers().Where(one => one.Offer.Slug == slug).Select(one => new
        {
            one.Offer, one.Organisation.Id, Name = one.Organisation.TradeName ?? one.Organisation.Name, one.Organisation.Region,
            Town = one.Organisation.Hidden.Contains(HiddenFields.Town) ? null : one.Organisation.Town,
            one.Organisation.Country, one.Organisation.LogoId,
        }).SingleOrDefaultAsync(cancel);
        if (found is not { Offer: var offer }) return TypedResults.NotFound();
        return TypedResults.Ok(new CatalogueOffer(
            offer.Id, offer.Slug, offer.Kind, offer.Name, offer.Summary, offer.Description, offer.CpvCodes, offer.Tags, offer.Sectors, offer.Markets,
            offer.Maturity, offer.PriceModel, offer.PriceFrom, offer.LocalContent, offer.Exportable, offer.IntellectualProperty, offer.IpReference,
            offer.PublishedAt!.Value, offer.ConfirmedAt!.Value, found.Id, found.Name, found.Town, found.Region, found.Country, found.LogoId,
            [.. offer.SortedPictures.Select(picture => picture.ToDetails())]));
    }
}
