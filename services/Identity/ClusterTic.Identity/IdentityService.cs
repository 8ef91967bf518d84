using ClusterTic.Identity.Accounts;
using ClusterTic.Identity.Clients;
using ClusterTic.Identity.Mail;
using ClusterTic.Identity.Privacy;
using ClusterTic.Identity.Resources;
using ClusterTic.Identity.Tokens;
using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace ClusterTic.Identity;

/// <summary>Puts the service together; apart from <c>Program</c> so that a test runs exactly this.</summary>
static class IdentityService
{
    /// <summary>Where Identity lies below the one public origin.</summary>
    public const string PathBase = "/identity";

    public static WebApplication Create(WebApplicationBuilder builder)
    {
        builder.AddPageErrors();
        builder.AddServiceDefaults("identity");
        builder.AddServiceDb<IdentityDb>(role => $"revoke update, delete on {AccessLog.Table} from {role};");
        builder.AddFurtherView<MessagesDb>();
        builder.AddMessaging<MessagesDb>(messaging => messaging.Handle<OnPersonErased, PersonErased>("people"));
        builder.AddAccessLog();
        builder.Services.AddOptions<IssuerOptions>().BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        builder.AddLanguages();
        builder.AddAccounts();
        builder.AddTokenServer();
        builder.AddMail();
        builder.AddLimits();
        builder.AddProxies();
        builder.AddCommands();
        builder.QuietLogs();
        builder.Services.AddScoped<ClientRegistry>();
        builder.Services.AddScoped<AccountBook>();
        builder.Services.AddScoped<UnusedAccounts>();
        builder.Services.AddHostedService<StartUp>();
        builder.Services.AddRazorPages();

        var app = builder.Build();
        var required = app.Services.GetRequiredService<RequiredSettings>();
        required.Add("Identity:Issuer", "the public address, {origin}/identity");
        required.Add("Identity:ClientSecret", "the secret that the Portal shows to Identity");

        app.UseForwardedHeaders();
        app.UsePathBase(PathBase);
        app.UsePageFiles();
        app.UseSecurityHeaders(PageHeaders.All());
        app.UseLanguages();
        app.UseTokenLimit();
        app.UseServiceDefaults();
        app.MapTokenServer();
        app.MapRazorPages();
        var api = app.MapServiceApi();
        ShowPersonData.Map(api.MapGroup("/people").WithTags("Privacy"));
        ListReads.Map(api);
        return app;
    }

    // Codes, links and hints travel in addresses, so no log may hold an address with its query.
    static void QuietLogs(this WebApplicationBuilder builder)
    {
        foreach (var source in (string[])["Microsoft.AspNetCore", "OpenIddict", "Microsoft.EntityFrameworkCore", "Npgsql", "System.Net.Http.HttpClient"])
            builder.Logging.AddFilter(source, LogLevel.Warning);
    }

    // It makes addresses of its own, so it must know what the visitor sees.
    static void AddProxies(this WebApplicationBuilder builder) => builder.Services.Configure<ForwardedHeadersOptions>(options =>
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);

    static void UsePageFiles(this WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        OnPrepareResponse = file =>
        {
            file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";   // the address holds the content's hash
            file.Context.Response.Headers.XContentTypeOptions = "nosniff";
        },
    });
}
