using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.RateLimiting;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace ClusterTic.Portal.Gateway;

/// <summary>The one origin: forwards <c>/api/{service}/**</c> and <c>/identity/**</c> to the services.</summary>
static class PortalGateway
{
    const string Identity = "identity";
    static readonly string[] services = ["membership", "events", "opportunities", "reporting"];

    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        builder.Services.AddReverseProxy()
            .LoadFromMemory(Routes(), Clusters())
            .AddServiceDiscoveryDestinationResolver()
            .ConfigureHttpClient((_, handler) => handler.ConnectTimeout = TimeSpan.FromSeconds(2))
            .AddTransforms(context =>
            {
                context.CopyRequestHeaders = true;
                context.AddXForwarded(ForwardedTransformActions.Off);   // ForwardedHeaders below writes them
                context.RequestTransforms.Add(new ForwardedHeaders(forIdentity: context.Route.RouteId == Identity));
                if (context.Route.RouteId != Identity)
                    context.AddResponseHeaderRemove("Set-Cookie");   // services have no session of their own
            });

        builder.TrustConfiguredProxies();
        builder.Logging.AddFilter("Yarp", LogLevel.Error);   // its lines hold addresses with their queries; Unavailable says the rest
        return builder;
    }

    /// <summary>
    /// The Portal is the edge: it believes a forwarding header only from the proxies in front of it that are configured
    /// (<c>Proxies:Known</c>, networks; <c>Proxies:Hops</c>, how many of them a request passes), not even from loopback.
    /// </summary>
    static void TrustConfiguredProxies(this WebApplicationBuilder builder) =>
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in builder.Configuration.KnownProxies()) options.KnownIPNetworks.Add(network);
            options.ForwardLimit = builder.Configuration.GetValue("Proxies:Hops", 1);

            // Without a known proxy the middleware would believe everybody.
            options.ForwardedHeaders = options.KnownIPNetworks.Count == 0
                ? Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.None
                : Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedFor | Microsoft.AspNetCore.HttpOverrides.ForwardedHeaders.XForwardedProto;
        });

    public static WebApplication MapGateway(this WebApplication app)
    {
        // Without it an address that is no service's would ask for a login.
        app.Map("/api/{**rest}", () => TypedResults.NotFound()).Requires(Policies.Public).ExcludeFromDescription();
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(HopLimit.Check);
            proxy.Use(SessionToken.Attach);
            proxy.Use(new Unavailable(app.Services.GetRequiredService<ILogger<Unavailable>>()).Say);
            proxy.UseSessionAffinity();
            proxy.UseLoadBalancing();
        })
            .WithMetadata(new WithoutIdempotencyKey())          // the service keeps the key, in its own transaction
            .WithMetadata(new DisableRateLimitingAttribute());  // and counts the caller
        return app;
    }

    // One route per service rather than a pattern for any: a name in an address must not reach whatever has that name.
    static List<RouteConfig> Routes() =>
    [
        .. services.Select(service => Route(service, $"/api/{service}/{{**rest}}")),
        Route(Identity, $"/{Identity}/{{**rest}}"),
    ];

    static RouteConfig Route(string service, string path) => new()
    {
        RouteId = service,
        ClusterId = service,
        Match = new() { Path = path },
        AuthorizationPolicy = Policies.Public,   // the service decides, by its own policies
        TimeoutPolicy = "disable",               // the forwarder's own limit below
    };

    static List<ClusterConfig> Clusters() =>
    [
        .. services.Append(Identity).Select(service => new ClusterConfig
        {
            ClusterId = service,
            Destinations = new Dictionary<string, DestinationConfig> { [service] = new() { Address = $"http://{service}" } },
            // Without a byte in either direction for this long; a large import goes on as long as it moves.
            HttpRequest = new ForwarderRequestConfig { ActivityTimeout = TimeSpan.FromSeconds(60) },
        }),
    ];
}
