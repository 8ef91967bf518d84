using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClusterTic.Identity;

/// <summary>Requests per minute and address where somebody could guess secrets. Accounts lock on their own beside this.</summary>
static class Limits
{
    public const string SignIn = "identity-sign-in";
    public const string Tokens = "identity-tokens";

    public static void AddLimits(this WebApplicationBuilder builder) => builder.Services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method)
            ? PerMinute(http, options => options.SignInsPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(Tokens, http => PerMinute(http, options => options.TokensPerMinute));
    });

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
}
