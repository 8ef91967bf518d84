using System.Text.Json.Serialization;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Health;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using ClusterTic.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Scalar.AspNetCore;

namespace ClusterTic.ServiceDefaults;

/// <summary>What every service of the suite is made of, in one call.</summary>
public static class ServiceDefaultsExtensions
{
    static readonly string[] Cultures = ["fr", "en"];

    /// <summary>
    /// Telemetry, health, service discovery, resilient HTTP, problem details, OpenAPI, JSON conventions, tokens and
    /// policies, rate limits, time-outs, compression, caching, validated options, and draining on SIGTERM.
    /// </summary>
    /// <param name="name">The service's name: the first segment of its API and the prefix of its queues.</param>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder, string name)
    {
        var service = new ServiceIdentity(name, System.Reflection.Assembly.Load(builder.Environment.ApplicationName));
        var services = builder.Services;
        services.AddSingleton(service);
        services.AddSingleton(new RequiredSettings());
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);

        builder.AddTelemetry(service);
        services.AddHealth();
        services.AddServiceDiscovery();
        services.ConfigureHttpClientDefaults(http =>
        {
            // Unsafe methods are not repeated: only their sender knows whether that is harmless.
            http.AddStandardResilienceHandler(options => options.Retry.ShouldHandle = RetrySafeMethods(options.Retry.ShouldHandle));
            http.AddServiceDiscovery();
        });

        services.AddProblems();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower));
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field is an error, not silence
        });
        services.AddOpenApi("v1", options => options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1);
        services.AddTokens(builder.Configuration);
        services.AddRateLimits();
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromSeconds(30) });
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            // Loopback is believed by default, and the gateways on other hosts that are named.
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            foreach (var network in builder.Configuration.KnownProxies()) options.KnownIPNetworks.Add(network);
        });
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("fr").AddSupportedCultures(Cultures).AddSupportedUICultures(Cultures);
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        builder.AddCaching(service);
        services.AddOptions<ClusterOptions>().BindConfiguration("Cluster").ValidateDataAnnotations().ValidateOnStart();
        return builder;
    }

    /// <summary>Networks of proxies whose forwarding headers are believed.</summary>
    public static IEnumerable<System.Net.IPNetwork> KnownProxies(this IConfiguration configuration) =>
        (configuration.GetSection("Proxies:Known").Get<string[]>() ?? []).Select(network => System.Net.IPNetwork.TryParse(network, out var known)
            ? known
            : throw new InvalidOperationException($"Proxies:Known holds \"{network}\"; it is a list of networks, for instance 10.0.0.0/8."));

    /// <summary>The pipeline, in the one order that works.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseMetricsPort();
        app.UseForwardedHeaders();
        app.UseRequestLocalization();
        app.UseResponseCompression();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseMiddleware<IdempotencyMiddleware>();

        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").Requires(Policies.Public);
        if (app.Environment.IsDevelopment()) app.MapScalarApiReference("/docs").Requires(Policies.Public);
        return app;
    }

    /// <summary>The group <c>/api/{service}/v1</c> with the conventions that all its endpoints share.</summary>
    public static RouteGroupBuilder MapServiceApi(this WebApplication app)
    {
        var group = app.MapGroup($"/api/{app.Services.GetRequiredService<ServiceIdentity>().Name}/v1").WithETags();
        foreach (var map in app.Services.GetServices<SharedEndpoints>()) map.Map(group);
        // Without it an unknown address would fall to the closed fallback policy and ask for a token. It says what it
        // accepts, because routing prefers an endpoint that takes anything to one with an optional body when none is sent.
        app.MapFallback(() => TypedResults.NotFound()).WithMetadata(new AcceptsMetadata(["application/json"])).Requires(Policies.Public);
        return group;
    }

    /// <summary>
    /// Runs the service, or one command: <c>--migrate</c> brings the schema up to date, <c>--maintain</c> makes
    /// partitions ahead and clears what is old. Names every setting that is missing and stops with 1.
    /// </summary>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        var onlyDatabase = args.Contains("--migrate") || args.Contains("--maintain");
        var missing = app.Services.GetRequiredService<RequiredSettings>().Missing(app.Configuration, onlyDatabase ? "-db" : "");
        if (missing.Count > 0)
        {
            foreach (var setting in missing) await Console.Error.WriteLineAsync(setting);
            return 1;
        }

        if (onlyDatabase)
        {
            await Migration.RunAsync(app.Services, args.Contains("--migrate"), app.Lifetime.ApplicationStopping);
            return 0;
        }

        if (app.Services.GetServices<ServiceCommand>().FirstOrDefault(command => args.Contains(command.Option)) is { } asked)
            return await asked.Run(app.Services, args, app.Lifetime.ApplicationStopping);

        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            foreach (var failure in invalid.Failures) await Console.Error.WriteLineAsync(failure);
            return 1;
        }
    }

    static Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> RetrySafeMethods(
        Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> otherwise) => arguments =>
        arguments.Context.GetRequestMessage()?.Method is { } method && (method == HttpMethod.Get || method == HttpMethod.Head)
            ? otherwise(arguments)
            : ValueTask.FromResult(false);

    internal static string ServiceName(this WebApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<ServiceIdentity>().Single().Name;

    internal static RequiredSettings RequiredSettings(this WebApplicationBuilder builder) =>
        builder.Services.Select(service => service.ImplementationInstance).OfType<RequiredSettings>().Single();
}

/// <summary>A command of a service's program: <c>dotnet ClusterTic.Reporting.dll --rebuild</c>. Returns the exit code.</summary>
public sealed record ServiceCommand(string Option, Func<IServiceProvider, string[], CancellationToken, Task<int>> Run);

/// <summary>Endpoints that a shared project adds to every service's API.</summary>
public sealed record SharedEndpoints(Action<RouteGroupBuilder> Map);
