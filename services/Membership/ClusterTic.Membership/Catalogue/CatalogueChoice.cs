using ClusterTic.Membership.Search;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>What of the catalogue is asked for.</summary>
/// <param name="Q">Words that must all occur in name, summary or description, in either language.</param>
/// <param name="Organisation">Whose.</param>
/// <param name="Division">CPV division, two digits or the whole code.</param>
/// <param name="Region">ISO 3166-2 code of where the organisation is.</param>
readonly record struct CatalogueChoice(
    string? Q, Guid? Organisation, string? Kind, string? Division, string? Tag, string? Market, string? PriceModel, bool? Exportable, string? Ip,
    string? Region)
{
    /// <summary>The offers that everybody may see and that fit.</summary>
    /// <param name="but">A facet whose own choice is left out.</param>
    public IQueryable<SeenOffer> Of(MembershipDb db, AskedWords asked, string? but = null)
    {
        var offers = Named(db.SeenOffers(), asked);
        if (Organisation is { } organisation) offers = offers.Where(one => one.Offer.OrganisationId == organisation);
        if (Chosen(Kind, CatalogueFacets.Kind, but) is { } kind) offers = offers.Where(one => one.Offer.Kind == kind);
        if (Chosen(Division, CatalogueFacets.Division, but) is { } division)
        {
            var prefix = LikePatterns.Literal(division.Length > 2 ? division[..2] : division) + "%";
            offers = offers.Where(one => one.Offer.CpvCodes.Any(code => EF.Functions.Like(code, prefix, LikePatterns.Escape)));
        }

        if (Chosen(Tag, CatalogueFacets.Tag, but) is { } tag) offers = offers.Where(one => one.Offer.Tags.Contains(tag));
        if (Chosen(Market, CatalogueFacets.Market, but) is { } market) offers = offers.Where(one => one.Offer.Markets.Contains(market));
        if (Chosen(PriceModel, CatalogueFacets.PriceModel, but) is { } price) offers = offers.Where(one => one.Offer.PriceModel == price);
        if (Exportable is { } exportable && but != CatalogueFacets.Exportable) offers = offers.Where(one => one.Offer.Exportable == exportable);
        if (Chosen(Ip, CatalogueFacets.Ip, but) is { } ip) offers = offers.Where(one => one.Offer.IntellectualProperty == ip);
        if (Chosen(Region, CatalogueFacets.Region, but) is { } region) offers = offers.Where(one => one.Organisation.Region == region);
        return offers;
    }

    static string? Chosen(string? value, string facet, string? but) => string.IsNullOrWhiteSpace(value) || facet == but ? null : value.Trim();

    static IQueryable<SeenOffer> Named(IQueryable<SeenOffer> offers, AskedWords asked) => asked.Meanings.Aggregate(
        offers, (found, words) => found.Where(one => EF.Property<string[]>(one.Offer, KnownWord.Words).Any(word => words.Contains(word))));
}
