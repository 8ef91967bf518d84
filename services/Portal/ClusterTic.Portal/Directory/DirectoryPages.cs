using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Directory;

/// <summary>The public directory of members, and each member's page.</summary>
static class DirectoryPages
{
    /// <summary>What calls itself a robot is served and not counted.</summary>
    static readonly string[] Robots = ["bot", "crawl", "spider", "slurp", "preview", "monitor", "curl", "wget"];

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
        if (IsVisit(http.Request)) await membership.CountView(address, Country(http.Request, configuration), Attempt.Once(), cancel);
        return Show.Page<MemberPage>(new { Member = member.Value, Offers = await offers });
    }

    static bool IsVisit(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return HttpMethods.IsGet(request.Method) && agent.Length > 0 && request.Headers["Sec-Purpose"].Count == 0
            && !Array.Exists(Robots, word => agent.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Where a proxy in front says that the visitor is, by the header that the installation names.</summary>
    static string? Country(HttpRequest request, IConfiguration configuration) =>
        configuration["Portal:CountryHeader"] is { Length: > 0 } header ? request.Headers[header].ToString() : null;
}
