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

    static readonly string[] Fixed = ["/", "/directory", "/competences", "/events", "/opportunities", "/join"];

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

    static async Task<IResult> Write(MembershipService membership, IConfiguration configuration, HttpContext http, CancellationToken cancel)
    {
        // The first part decides: a service that is away must not be read as an empty site.
        var part = await membership.Addresses(null, cancel);
        if (!part.IsHere) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        http.Response.ContentType = "application/xml; charset=utf-8";
        var origin = Origin(configuration);
        await using var xml = XmlWriter.Create(http.Response.Body, new() { Async = true, Encoding = new UTF8Encoding(false) });
        await xml.WriteStartDocumentAsync();
        await xml.WriteStartElementAsync(null, "urlset", Sites);
        await xml.WriteAttributeStringAsync("xmlns", "xhtml", null, Xhtml);
        foreach (var path in Fixed) await AddAsync(xml, origin, path);
        for (var written = Fixed.Length; ;)
        {
            foreach (var slug in part.Value!.Items) await AddAsync(xml, origin, "/directory/" + slug);
            written += part.Value.Items.Count;
            if (part.Value.Next is not { } after || (written + 200) * Languages.All.Length > Most) break;
            part = await membership.Addresses(after, cancel);
            // Half a map is no map: the reader asks again, since the document does not end.
            if (!part.IsHere) http.Abort();
            if (!part.IsHere) return Results.Empty;
        }

        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
        await xml.FlushAsync();
        return Results.Empty;
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
