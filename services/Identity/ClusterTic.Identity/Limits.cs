using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity;

/// <summary>
/// Requests per minute and address where somebody could guess secrets, in each replica for itself. Accounts lock on
/// their own beside this, and the suite's own limits, shared by the replicas, hold too.
/// </summary>
static class Limits
{
    public const string SignIn = "identity-sign-in";

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(limiter => limiter.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method)
            ? PerMinute(http, options => options.SignInsPerMinute)
            : RateLimitPartition.GetNoLimiter("")));
        builder.Services.AddSingleton(_ => new TokenLimiter(PartitionedRateLimiter.Create<HttpContext, string>(
            http => PerMinute(http, options => options.TokensPerMinute))));
    }

    /// <summary>Before authentication: a wrong client secret is refused there and would never reach an endpoint's limit.</summary>
    public static void UseTokenLimit(this WebApplication app)
    {
        var limiter = app.Services.GetRequiredService<TokenLimiter>().Value;
        app.UseWhen(IsTokenRequest, tokens => tokens.Use(async (http, next) =>
        {
            using var lease = await limiter.AcquireAsync(http, cancellationToken: http.RequestAborted);
            if (lease.IsAcquired)
            {
                await next(http);
                return;
            }

            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            http.Response.Headers.RetryAfter = "60";
            await http.Response.WriteAsJsonAsync(new { error = "temporarily_unavailable", error_description = "Too many requests within a minute." });
        }));
    }

    static bool IsTokenRequest(HttpContext http) => HttpMethods.IsPost(http.Request.Method)
        && (http.Request.Path.StartsWithSegments("/connect/token", StringComparison.OrdinalIgnoreCase)
            || http.Request.Path.StartsWithSegments("/connect/revoke", StringComparison.OrdinalIgnoreCase));

    static RateLimitPartition<string> PerMinute(HttpContext http, Func<IssuerOptions, int> permits)
    {
        var limit = permits(http.RequestServices.GetRequiredService<IOptions<IssuerOptions>>().Value);
        return RateLimitPartition.GetSlidingWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
        {
            PermitLimit = limit,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        });
    }

    sealed record TokenLimiter(PartitionedRateLimiter<HttpContext> Value) : IDisposable
    {
        public void Dispose() => Value.Dispose();
    }
}
