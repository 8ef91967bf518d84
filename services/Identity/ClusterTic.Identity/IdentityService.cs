using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using ClusterTic.Identity.Mail;
using ClusterTic.Identity.Resources;
using ClusterTic.Identity.Tokens;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity;

/// <summary>Puts the service together; apart from <c>Program</c> so that a test runs exactly this.</summary>
static class IdentityService
{
    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IssuerOptions>().BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddIdentityDb();
        builder.AddLanguages();
        builder.AddAccounts();
        builder.AddTokenServer();
        builder.AddMail();
        builder.AddLimits();
        builder.AddForwardedHeaders();
        builder.QuietLogs();
        builder.Services.AddScoped<ClientRegistry>();
        builder.Services.AddScoped<AccountBook>();
        builder.Services.AddHostedService<StartUp>();
        builder.Services.AddRazorPages();
        builder.Services.AddAuthorization();

        var app = builder.Build();
        var issuer = app.Services.GetRequiredService<IOptions<IssuerOptions>>().Value;

        app.UseForwardedHeaders();
        app.UsePathBase(issuer.Issuer.AbsolutePath.TrimEnd('/'));
        app.UseSecurityHeaders(PageHeaders.For(issuer));
        app.UseStaticFiles();
        app.UseWhen(IsForAReader, pages => pages.UseExceptionHandler("/error").UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseRouting();
        app.UseLanguages();
        app.UseRateLimiter();   // before the token server, which refuses a wrong secret on its own
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapTokenServer();
        app.MapRazorPages();
        return app;
    }

    static bool IsForAReader(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    // Codes, links and hints travel in addresses, so no log may hold an address with its query.
    static void QuietLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
    }

    static void AddForwardedHeaders(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Loopback is trusted by default; Proxies:Known adds networks (10.0.0.0/8) of gateways elsewhere.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var network in builder.Configuration.GetSection("Proxies:Known").Get<string[]>() ?? [])
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        });
}
