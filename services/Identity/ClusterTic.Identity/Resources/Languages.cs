using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity.Resources;

/// <summary>Language of a page: <c>ui_locales</c> (asked for, then kept in a cookie), the cookie, the browser's wish, French.</summary>
static class Languages
{
    public static readonly string[] All = ["fr", "en"];

    public static void AddLanguages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Texts>();
        builder.Services.AddSingleton<ClusterName>();
        builder.Services.AddOptions<RequestLocalizationOptions>().Configure<IOptions<IssuerOptions>, IConfiguration>((options, issuer, configuration) =>
        {
            var cultures = All.Select(CultureInfo.GetCultureInfo).ToList();
            options.DefaultRequestCulture = new RequestCulture("fr");
            (options.SupportedCultures, options.SupportedUICultures) = (cultures, cultures);
            options.RequestCultureProviders =
            [
                new CustomRequestCultureProvider(http => Task.FromResult(
                    Asked(http) is { } asked ? new ProviderCultureResult(asked) : null)),
                new CookieRequestCultureProvider { CookieName = CookieName(configuration, issuer.Value) },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    public static void UseLanguages(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            if (Asked(http) is { } asked)
            {
                var issuer = http.RequestServices.GetRequiredService<IOptions<IssuerOptions>>().Value;
                http.Response.Cookies.Append(CookieName(app.Configuration, issuer), CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(asked)), new()
                {
                    HttpOnly = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = issuer.Issuer.Scheme == Uri.UriSchemeHttps,
                    Path = issuer.Issuer.AbsolutePath,
                    MaxAge = TimeSpan.FromDays(365),
                });
            }

            return next(http);
        });
    }

    static string CookieName(IConfiguration configuration, IssuerOptions issuer) =>
        Accounts.InstallationCookies.Name("identity-language", configuration, issuer);

    // OpenID Connect: a list separated by spaces, best first, with or without regions.
    static string? Asked(HttpContext http) =>
        http.Request.Query["ui_locales"].ToString()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(locale => locale.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(All.Contains);
}
