using ClusterTic.Membership.Search;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>How many of the offers that are asked for have what, each facet as if nothing were chosen in it: so a choice can be changed, not only made.</summary>
static class CatalogueFacets
{
    public const string Kind = "kind", Division = "division", Tag = "tag", Market = "market", PriceModel = "priceModel", Exportable = "exportable",
        Ip = "ip", Region = "region";

    public static async Task<IReadOnlyList<Facet>> CountAsync(MembershipDb db, CatalogueChoice choice, AskedWords asked, CancellationToken cancel)
    {
        var facets = new List<Facet>();
        foreach (var (name, values) in new (string, Func<IQueryable<SeenOffer>, IQueryable<string>>)[]
        {
            (Kind, offers => offers.Select(one => one.Offer.Kind)),
            // An offer with two codes of one division is one offer of it.
            (Division, offers => offers.SelectMany(one => one.Offer.CpvCodes.Select(code => code.Substring(0, 2)).Distinct())),
            (Tag, offers => offers.SelectMany(one => one.Offer.Tags)),
            (Market, offers => offers.SelectMany(one => one.Offer.Markets)),
            (PriceModel, offers => offers.Select(one => one.Offer.PriceModel)),
            (Exportable, offers => offers.Select(one => one.Offer.Exportable ? "true" : "false")),
            (Ip, offers => offers.Select(one => one.Offer.IntellectualProperty)),
            (Region, offers => offers.Where(one => one.Organisation.Region != null).Select(one => one.Organisation.Region!)),
        })
        {
            var counts = await values(choice.Of(db, asked, but: name)).GroupBy(value => value)
                .Select(alike => new { alike.Key, Count = alike.Count() }).ToListAsync(cancel);
            facets.Add(new(name, [.. counts.OrderByDescending(one => one.Count).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => new FacetValue(one.Key, one.Count))]));
        }

        return facets;
    }
}
