using System.IO.Compression;
using System.Security.Cryptography;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.Net.Http.Headers;

namespace ClusterTic.Portal.Layout;

/// <summary>
/// The one stylesheet, the one script and the sprite. They live in the assembly and are compressed once, at the best
/// level, when the process starts: the same bytes in every environment and from every working folder. The address
/// holds the content's hash, so a browser keeps them for a year.
/// </summary>
static class StaticAssets
{
    static readonly Dictionary<string, Asset> Assets = new[]
    {
        Read("portal.css", "text/css; charset=utf-8"), Read("portal.js", "text/javascript; charset=utf-8"),
        Read("icons.svg", "image/svg+xml"), Read("favicon.svg", "image/svg+xml"),
    }.ToDictionary(asset => asset.Path, StringComparer.Ordinal);

    public static string Stylesheet { get; } = PathOf("portal.css");
    public static string Script { get; } = PathOf("portal.js");
    public static string Icons { get; } = PathOf("icons.svg");
    public static string Favicon { get; } = PathOf("favicon.svg");

    public static void MapStaticAssetsOfPortal(this IEndpointRouteBuilder app) =>
        app.MapGet("/_assets/{name}", Send).Requires(Policies.Public).ExcludeFromDescription();

    static async Task Send(HttpContext http, string name)
    {
        if (!Assets.TryGetValue($"/_assets/{name}", out var asset))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ContentType = asset.ContentType;
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        var (body, encoding) = Takes(accepted, "br") ? (asset.Brotli, "br") : Takes(accepted, "gzip") ? (asset.Gzip, "gzip") : (asset.Plain, null);
        if (encoding is not null) headers.ContentEncoding = encoding;
        headers.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(value => value.Value == encoding && (value.Quality is null or > 0));

    static string PathOf(string file) => Assets.Values.First(asset => asset.File == file).Path;

    static Asset Read(string file, string contentType)
    {
        using var stream = typeof(StaticAssets).Assembly.GetManifestResourceStream($"ClusterTic.Portal.Assets.{file}")
            ?? throw new InvalidOperationException($"The asset {file} is not in the assembly.");
        var plain = new byte[stream.Length];
        stream.ReadExactly(plain);
        var hash = Convert.ToHexStringLower(SHA256.HashData(plain))[..12];
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        return new(file, $"/_assets/{file[..dot]}.{hash}{file[dot..]}", contentType, plain,
            Compress(plain, output => new BrotliStream(output, CompressionLevel.SmallestSize)),
            Compress(plain, output => new GZipStream(output, CompressionLevel.SmallestSize)));
    }

    static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        var output = new MemoryStream();
        using (var compress = compressor(output)) compress.Write(plain);
        return output.ToArray();
    }

    sealed record Asset(string File, string Path, string ContentType, byte[] Plain, byte[] Brotli, byte[] Gzip);
}
