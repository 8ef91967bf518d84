using ClusterTic.Membership.Search;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Membership.Catalogue;

/// <summary>
/// What members offer, for everybody: by words in any form in either language, or similar ones where nothing has them, and
/// by facets.
/// </summary>
static class SearchCatalogue
{
    public static void Map(RouteGroupBuilder catalogue) => catalogue
        .MapGet("/", Handle)
        .Requires(Policies.Public)
        .WithSummary("Search the catalogue of products and services");

    static async Task<Ok<CataloguePage>> Handle(
        [AsParameters] CatalogueChoice choice, [AsParameters] Paging paging, MembershipDb db, NpgsqlDataSource database, HttpResponse response,
        CancellationToken cancel)
    {
        var after = paging.Keys(3);
        var words = LikePatterns.Words(choice.Q);
        var near = after is [_, _, AskedWords.Nearly];
        var asked = await AskedWords.ReadAsync(database, words, near, cancel);
        var page = await PageAsync(choice.Of(db, asked), after, paging.Take, cancel);
        if (page.Items.Count == 0 && after is null && words.Length > 0)
        {
            asked = await AskedWords.ReadAsync(database, words, near: true, cancel);
            page = await PageAsync(choice.Of(db, asked), after, paging.Take, cancel);
            near = page.Items.Count > 0;
        }

        if (paging.Count is true) response.TotalCount(await choice.Of(db, asked).LongCountAsync(cancel));
        return TypedResults.Ok(new CataloguePage(
            [.. page.Items], page.Last is var (name, id) ? Cursor.Of(name, id.ToString(), near ? AskedWords.Nearly : "") : null,
            await CatalogueFacets.CountAsync(db, choice, asked, cancel), near));
    }

    static async Task<(IReadOnlyList<CatalogueEntry> Items, (string Name, Guid Id)? Last)> PageAsync(
        IQueryable<SeenOffer> found, string[]? after, int take, CancellationToken cancel)
    {
        if (after is [var name, var last, _])
        {
            if (!Guid.TryParse(last, out var id)) throw ProblemException.Field("after", "cursor-invalid");
            found = found.Where(one =>
                EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<string>(one.Offer, "SortName"), one.Offer.Id), ValueTuple.Create(name, id)));
        }

        var rows = await found
            .OrderBy(one => EF.Property<string>(one.Offer, "SortName")).ThenBy(one => one.Offer.Id)
            .Take(take + 1)
            .Select(one => new
            {
                one.Offer, SortName = EF.Property<string>(one.Offer, "SortName"),
                Organisation = one.Organisation.TradeName ?? one.Organisation.Name, one.Organisation.Region,
            })
            .ToListAsync(cancel);
        var page = rows.Take(take).ToList();
        return ([.. page.Select(row => Entry(row.Offer, row.Organisation, row.Region))],
            rows.Count > page.Count ? (page[^1].SortName, page[^1].Offer.Id) : null);
    }

    static CatalogueEntry Entry(Offer one, string organisation, string? region) => new(
        one.Id, one.Slug, one.Kind, one.Name, one.Summary, one.CpvCodes, one.Tags, one.Markets, one.PriceModel, one.PriceFrom, one.Exportable,
        one.OrganisationId, organisation, region, one.SortedPictures.FirstOrDefault()?.ToDetails());
}
