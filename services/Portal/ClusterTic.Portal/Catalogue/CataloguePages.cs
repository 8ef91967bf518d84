using ClusterTic.Portal.Directory;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Catalogue;

/// <summary>What members offer, for everybody: the search, and each offer's page.</summary>
static class CataloguePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/catalogue", Search).Requires(Policies.Public);
        pages.MapGet("/catalogue/{slug}", Offer).Requires(Policies.Public);
    }

    static async Task<IResult> Search(HttpRequest request, string? after, CatalogueService catalogue, CancellationToken cancel)
    {
        var choice = FacetWords.Parameters.ToDictionary(name => name, name => Asked(request, name), StringComparer.Ordinal);
        return Show.Page<SearchPage>(new { Choice = choice, Found = await catalogue.Search(choice, after, 24, cancel) });
    }

    static async Task<IResult> Offer(
        string slug, HttpContext http, CatalogueService catalogue, IConfiguration configuration, CancellationToken cancel)
    {
        var offer = await catalogue.Shown(slug, cancel);
        if (!offer.IsHere) return Show.Instead(offer);
        if (Visit.IsOne(http.Request)) await catalogue.CountView(slug, Visit.Country(http.Request, configuration), Attempt.Once(), cancel);
        return Show.Page<ShownPage>(new { Offer = offer.Value });
    }

    static string? Asked(HttpRequest request, string name) => request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
