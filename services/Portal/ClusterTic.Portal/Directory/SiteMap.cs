using System.Text;
using System.Xml;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;

namespace ClusterTic.Portal.Directory;

/// <summary>What search engines may read, and where every public page is, in each language.</summary>
static class SiteMap
{
    const string Sites = "http://www.sitemaps.org/schemas/sitemap/0.9", Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The most that one map may hold by its standard; each page stands there once in every language.</summary>
    const int Most = 50_000;

    static readonly string[] Fixed = ["/", "/directory", "/catalogue", "/competences", "/events", "/opportunities", "/join"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/robots.txt", Robots).Requires(Policies.Public).ExcludeFromDescription();
        app.MapGet("/sitemap.xml", Write).Requires(Policies.Public).ExcludeFromDescription();
    }

    static IResult Robots(IConfiguration configuration) => Results.Text(
        $"""
         User-agent: *
         Disallow: /api/
         Disallow: /identity/
         Disallow: /sign-in
         Disallow: /*?
         Allow: /
         Sitemap: {new Uri(Origin(configuration), "sitemap.xml")}

         """.ReplaceLineEndings("\n"), "text/plain");

    static async Task<IResult> Write(
        MembershipService membership, CatalogueService catalogue, IConfiguration configuration, HttpContext http, CancellationToken cancel)
    {
        // The first parts decide: a service that is away must not be read as an empty site.
        var members = await Members(null);
        var offers = await Offers(null);
        if (!members.IsHere || !offers.IsHere) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        http.Response.ContentType = "application/xml; charset=utf-8";
        var origin = Origin(configuration);
        await using var xml = XmlWriter.Create(http.Response.Body, new() { Async = true, Encoding = new UTF8Encoding(false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Sites);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, Xhtml);
        foreach (var path in Fixed) await AddAsync(xml, origin, path);
        var room = (Most / Languages.All.Length) - Fixed.Length;
        foreach (var (below, first, next) in new (string, Part<Page<string>>, Func<string?, Task<Part<Page<string>>>>)[] { ("/directory/", members, Members), ("/catalogue/", offers, Offers) })
        {
            for (var part = first; ; part = await next(part.Value!.Next))
            {
                if (!part.IsHere)
                {
                    http.Abort(); // half a map is no map: the reader asks again, since the document does not end
                    return Results.Empty;
                }

                foreach (var slug in part.Value!.Items.Take(room)) await AddAsync(xml, origin, below + slug);
                room -= Math.Min(room, part.Value.Items.Count);
                if (part.Value.Next is null || room == 0) break;
            }
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
        await xml.FlushAsync();
        return Results.Empty;

        Task<Part<Page<string>>> Members(string? after) => membership.Addresses(after, cancel);

        async Task<Part<Page<string>>> Offers(string? after) =>
            (await catalogue.Search(new Dictionary<string, string?>(), after, 200, cancel)).As(page => new Page<string>([.. page.Items.Select(offer => offer.Slug)], page.Next));
    }

    static async Task AddAsync(XmlWriter xml, Uri origin, string path)
    {
        foreach (var language in Languages.All)
        {
            await xml.WriteStartElementAsync(null, "url", Sites);
            await xml.WriteElementStringAsync(null, "loc", Sites, Address(language));
            foreach (var other in Languages.All)
            {
                await xml.WriteStartElementAsync("xhtml", "link", Xhtml);
                await xml.WriteAttributeStringAsync(null, "rel", null, "alternate");
                await xml.WriteAttributeStringAsync(null, "hreflang", null, other);
                await xml.WriteAttributeStringAsync(null, "href", null, Address(other));
                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }

        string Address(string language) => new Uri(origin, $"/{language}{(path == "/" ? "" : path)}").AbsoluteUri;
    }

    static Uri Origin(IConfiguration configuration) =>
        PublicOrigin.Find(configuration) ?? throw new InvalidOperationException("Portal:Origin or Identity:Issuer must be an absolute address.");
}
