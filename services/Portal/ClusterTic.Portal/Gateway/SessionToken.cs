using ClusterTic.ServiceDefaults.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Gateway;

/// <summary>
/// A caller with a token of its own is forwarded as it is, whatever cookies it sends. A browser with a session gets that
/// session's token, and must show the antiforgery header for anything that changes something: cookies come along by
/// themselves, this header does not.
/// </summary>
static class SessionToken
{
    public static async Task Attach(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            && http.Request.Headers.Authorization.Count == 0
            && await http.GetTokenAsync(CookieAuthenticationDefaults.AuthenticationScheme, "access_token") is { } token)
        {
            if (!IsSafe(http.Request.Method))
                await CheckAntiforgery(http);
            http.Request.Headers.Authorization = $"Bearer {token}";
        }

        await next(http);
    }

    static async Task CheckAntiforgery(HttpContext http)
    {
        // Asked for by name first: without the header antiforgery would read a whole upload in search of a field.
        var header = http.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.HeaderName!;
        if (!http.Request.Headers.ContainsKey(header)
            || !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            throw new ProblemException(StatusCodes.Status400BadRequest, "antiforgery-required");
    }

    static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
}
