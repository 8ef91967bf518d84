using System.Threading.RateLimiting;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RedisRateLimiting;
using StackExchange.Redis;

namespace ClusterTic.ServiceDefaults.Http;

/// <summary>Requests per minute; a signed-in reader is not limited.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Anonymous requests from one address.</summary>
    public int AnonymousPerMinute { get; set; } = 1_200;

    /// <summary>Unsafe requests of one account.</summary>
    public int UnsafePerMinute { get; set; } = 12_000;
}

/// <summary>
/// Counted in Redis, so that replicas share them; while Redis is away each replica counts for itself.
/// </summary>
static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("RateLimits");
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateLimitOptions>, IOptions<ClusterOptions>, IServiceProvider, ServiceIdentity>(
            (limiter, limits, cluster, provider, service) =>
            {
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.OnRejected = async (context, cancel) =>
                {
                    context.HttpContext.Response.Headers.RetryAfter = "60";
                    await context.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
                    {
                        HttpContext = context.HttpContext,
                        ProblemDetails = { Status = StatusCodes.Status429TooManyRequests },
                    });
                };
                var redis = provider.GetService<IConnectionMultiplexer>();
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, limits.Value, redis, $"{cluster.Value.Id}:{service.Name}"));
            });
    }

    static RateLimitPartition<string> Partition(HttpContext http, RateLimitOptions limits, IConnectionMultiplexer? redis, string service)
    {
        var signedIn = http.User.Identity?.IsAuthenticated is true;
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (Telemetry.TelemetrySetup.IsProbe(http.Request.Path) || (signedIn && reads))
            return RateLimitPartition.GetNoLimiter("");
        var (key, limit) = signedIn
            ? ("user:" + http.User.FindFirst("sub")?.Value, limits.UnsafePerMinute)
            : ("address:" + http.Connection.RemoteIpAddress, limits.AnonymousPerMinute);
        return RateLimitPartition.Get($"{service}:{key}", name => new SharedLimiter(name, limit, redis));
    }

    /// <summary>Asks Redis while it answers, else counts here.</summary>
    sealed class SharedLimiter(string key, int limit, IConnectionMultiplexer? redis) : RateLimiter
    {
        static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

        readonly FixedWindowRateLimiter local = new(new() { PermitLimit = limit, Window = Window });
        readonly RedisFixedWindowRateLimiter<string>? shared = redis is null
            ? null
            : new(key, new() { PermitLimit = limit, Window = Window, ConnectionMultiplexerFactory = () => redis! });

        public override TimeSpan? IdleDuration => local.IdleDuration;

        public override RateLimiterStatistics? GetStatistics() => local.GetStatistics();

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => local.AttemptAcquire(permitCount);

        protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
        {
            if (shared is not null && redis!.IsConnected)
            {
                try
                {
                    return await shared.AcquireAsync(permitCount, cancellationToken);
                }
                catch (Exception away) when (away is RedisException or RedisTimeoutException)
                {
                    return local.AttemptAcquire(permitCount); // Redis went away just now: the local count is the limit
                }
            }

            return local.AttemptAcquire(permitCount);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) local.Dispose();
            base.Dispose(disposing);
        }
    }
}
