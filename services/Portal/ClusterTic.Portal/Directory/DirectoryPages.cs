using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Directory;

/// <summary>The public directory of members, and each member's page.</summary>
static class DirectoryPages
{
    public static void Map(IEndpointRouteBuilder app, RouteGroupBuilder pages)
    {
        // What a code on paper or a card leads to, in the language of whoever follows it.
        app.MapGet("/directory/{address}", (string address, HttpRequest request, HttpResponse response) =>
        {
            response.Headers.Vary = "Cookie, Accept-Language";
            return Results.LocalRedirect($"/{Languages.Preferred(request)}/directory/{Uri.EscapeDataString(address)}");
        }).Requires(Policies.Public).ExcludeFromDescription();
        pages.MapGet("/directory", Search).Requires(Policies.Public);
        pages.MapGet("/directory/{address}", Member).Requires(Policies.Public);
    }

    static async Task<IResult> Search(
        string? q, string? region, string? type, string? category, string? size, string? competence, string? after,
        MembershipService membership, CancellationToken cancel)
    {
        var query = new DirectoryQuery(q, region, type, category, size, competence);
        var found = membership.Directory(query, after, 50, cancel);
        var facets = membership.Facets(query, cancel);
        return Show.Page<DirectoryPage>(new { Query = query, Found = await found, Facets = await facets });
    }

    static async Task<IResult> Member(
        string address, HttpContext http, MembershipService membership, CatalogueService catalogue, IConfiguration configuration, CancellationToken cancel)
    {
        var member = await membership.Member(address, cancel);
        if (!member.IsHere) return Show.Instead(member);
        if (member.Value!.Slug != address) return Results.LocalRedirect(Reader.Url("/directory/" + member.Value.Slug), permanent: true);
        var offers = catalogue.Of(member.Value.Id, cancel);
        if (Visit.IsOne(http.Request)) await membership.CountView(address, Visit.Country(http.Request, configuration), Attempt.Once(), cancel);
        return Show.Page<MemberPage>(new { Member = member.Value, Offers = await offers });
    }
}
