using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Sessions;

/// <summary>Signing in and out, and the tickets that the Portal keeps for its readers.</summary>
static class PortalSessions
{
    /// <summary>Call after AddServiceDefaults: readers are known by cookie, not by token.</summary>
    public static WebApplicationBuilder AddPortalSessions(this WebApplicationBuilder builder)
    {
        builder.AddServiceDb<PortalDb>();
        var services = builder.Services;
        services.AddOptions<ProviderOptions>().BindConfiguration("Identity")
            .Configure<IConfiguration>((options, configuration) => options.Origin = PublicOrigin.Find(configuration)
                ?? throw new OptionsValidationException(nameof(ProviderOptions), typeof(ProviderOptions),
                    ["Identity:Issuer (or Portal:Origin) is missing: it must be an absolute address."]))
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddDataProtection().SetApplicationName("clustertic-portal").PersistKeysToDbContext<PortalDb>()
            .EncryptWithCertificate(builder.Configuration);
        services.AddHttpContextAccessor();
        services.AddSingleton<TicketStore>();
        services.AddSingleton<TokenRefresh>();
        services.AddTransient<AccessTokenHandler>();
        services.AddHostedService<ExpiredSessions>();
        services.AddHttpClient(ProviderSetup.HttpClient)
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);   // the OpenID Connect handler keeps its client

        services.AddAuthentication(options => options.DefaultScheme = options.DefaultChallengeScheme = CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie()
            .AddOpenIdConnect();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<IOptions<ProviderOptions>, IConfiguration, TicketStore, TokenRefresh>(SetCookie);
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<IOptions<ProviderOptions>, IConfiguration, IHttpClientFactory>(ProviderSetup.Set);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<ProviderOptions>, IConfiguration>((antiforgery, session, configuration) =>
            Name(antiforgery.Cookie, "form", session.Value, configuration));

        // Codes travel in addresses, so no log may hold an address with its query.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.Warning);
        return builder;
    }

    /// <summary>The routes; see <see cref="SessionRoutes"/>. Authentication itself is in UseServiceDefaults.</summary>
    public static WebApplication UsePortalSessions(this WebApplication app)
    {
        app.UseOneLoopbackName();
        SessionRoutes.Map(app);
        return app;
    }

    static void SetCookie(
        CookieAuthenticationOptions cookie, IOptions<ProviderOptions> session, IConfiguration configuration, TicketStore tickets, TokenRefresh refresh)
    {
        Name(cookie.Cookie, "session", session.Value, configuration);
        cookie.ExpireTimeSpan = TimeSpan.FromHours(session.Value.SessionHours);
        cookie.SlidingExpiration = true;
        cookie.SessionStore = tickets;
        cookie.LoginPath = SessionRoutes.SignInPath;
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnValidatePrincipal = refresh.Validate;
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;   // its page is the Portal's own
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToLogin = context =>
        {
            // Only a reader who follows a link is sent to sign in; a form or a script is told.
            if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                context.Response.Redirect(context.RedirectUri);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }

    /// <summary>Cookies do not know ports: the name holds the installation and its port.</summary>
    internal static void Name(CookieBuilder cookie, string use, ProviderOptions session, IConfiguration configuration)
    {
        cookie.Name = CookieName(use, session, configuration);
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = session.Origin.Scheme == Uri.UriSchemeHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    internal static string CookieName(string use, ProviderOptions session, IConfiguration configuration) =>
        $"{configuration["Cluster:Id"] ?? "cluster"}-{session.Origin.Port}-{use}";

    /// <summary>Tokens and cookies belong to one origin: locally <c>localhost</c>, so <c>127.0.0.1</c> is sent there.</summary>
    static void UseOneLoopbackName(this WebApplication app) => app.Use((http, next) =>
    {
        var origin = http.RequestServices.GetRequiredService<IOptions<ProviderOptions>>().Value.Origin;
        if (origin.Host != "localhost" || http.Request.Host.Host is not ("127.0.0.1" or "[::1]") || http.Request.Host.Port != origin.Port
            || !HttpMethods.IsGet(http.Request.Method) || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return next(http);
        http.Response.Redirect(origin.GetLeftPart(UriPartial.Authority) + http.Request.PathBase + http.Request.Path + http.Request.QueryString);
        return Task.CompletedTask;
    });
}
