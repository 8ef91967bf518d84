using System.Globalization;

namespace ClusterTic.Portal.Layout;

/// <summary>
/// The languages of the pages. The first path segment names the language; an address without one is sent to the
/// reader's own: the one chosen before (a cookie), else the browser's, else French.
/// </summary>
static class Languages
{
    public const string Cookie = "language";

    /// <summary>First is the installation's first language.</summary>
    public static readonly string[] All = ["fr", "en"];

    static readonly Dictionary<string, CultureInfo> Cultures = new(StringComparer.Ordinal)
    {
        ["fr"] = French(),
        ["en"] = CultureInfo.ReadOnly(new CultureInfo("en-GB")),
    };

    public static CultureInfo Culture(string language) => Cultures[language];

    /// <summary>The language in an address, or null.</summary>
    public static string? InPath(PathString path) =>
        All.FirstOrDefault(language => path.StartsWithSegments("/" + language, StringComparison.Ordinal));

    /// <summary>The language that this reader wants, by the cookie or the browser.</summary>
    public static string Preferred(HttpRequest request)
    {
        if (request.Cookies[Cookie] is { } chosen && All.Contains(chosen)) return chosen;
        return request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => accepted.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(All.Contains) ?? All[0];
    }

    /// <summary>Sets the culture of the request, and keeps the choice that an address with a language states.</summary>
    public static void UseLanguages(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var inPath = InPath(context.Request.Path);
        var language = inPath ?? Preferred(context.Request);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures[language];
        if (inPath is not null)
        {
            context.Response.Headers.ContentLanguage = language;
            if (context.Request.Cookies[Cookie] != language)
                context.Response.Cookies.Append(Cookie, language, new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true,
                    Secure = context.Request.IsHttps, Path = "/",
                });
        }
        return next(context);
    });

    // The separators are stated because they differ between versions of the system's locale data.
    static CultureInfo French()
    {
        var french = new CultureInfo("fr-FR");
        french.NumberFormat.NumberGroupSeparator = french.NumberFormat.PercentGroupSeparator = "\u202F";
        french.NumberFormat.NumberDecimalSeparator = french.NumberFormat.PercentDecimalSeparator = ",";
        return CultureInfo.ReadOnly(french);
    }
}
