using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Catalogue;

/// <summary>What members offer, for everybody: by words in either language (without accents or case) and by facets.</summary>
static class SearchCatalogue
{
    public static void Map(RouteGroupBuilder catalogue) => catalogue
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Search the catalogue of products and services");

    static async Task<Ok<CataloguePage>> Handle(
        [AsParameters] CatalogueChoice choice, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var found = choice.Of(db);
        if (paging.Count is true) response.TotalCount(await found.LongCountAsync(cancel));
        if (paging.AfterTextAndId() is var (name, id))
        {
            found = found.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one.Offer, "SortName"), one.Offer.Id), ValueTuple.Create(name, id)));
        }

        var rows = await found
            .OrderBy(one => EF.Property<string>(one.Offer, "SortName")).ThenBy(one => one.Offer.Id)
            .Take(paging.Take + 1)
            .Select(one => new
            {
                one.Offer, SortName = EF.Property<string>(one.Offer, "SortName"),
                Organisation = one.Organisation.TradeName ?? one.Organisation.Name, one.Organisation.Region,
            })
            .ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        return TypedResults.Ok(new CataloguePage(
            [.. page.Select(row => Entry(row.Offer, row.Organisation, row.Region))],
            rows.Count > page.Count ? Cursor.Of(page[^1].SortName, page[^1].Offer.Id.ToString()) : null,
            await CatalogueFacets.CountAsync(db, choice, cancel)));
    }

    static CatalogueEntry Entry(Offer one, string organisation, string? region) => new(
        one.Id, one.Slug, one.Kind, one.Name, one.Summary, one.CpvCodes, one.Tags, one.Markets, one.PriceModel, one.PriceFrom, one.Exportable,
        one.OrganisationId, organisation, region, one.SortedPictures.FirstOrDefault()?.ToDetails());
}
