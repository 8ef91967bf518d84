using ClusterTic.Portal.Sessions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Transforms;

namespace ClusterTic.Portal.Gateway;

/// <summary>
/// What a service learns of the request's way: only what the gateway itself knows. Whatever a caller wrote into these
/// headers is dropped, and so are cookies, but Identity's own on the way to Identity.
/// </summary>
sealed class ForwardedHeaders(bool forIdentity) : RequestTransform
{
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var (http, headers) = (context.HttpContext, context.ProxyRequest.Headers);
        foreach (var name in http.Request.Headers.Keys.Where(IsForwarding))
            RemoveHeader(context, name);

        RemoveHeader(context, "Cookie");
        if (forIdentity && IdentityCookies(http) is { Length: > 0 } cookies)
            headers.TryAddWithoutValidation("Cookie", cookies);

        var origin = http.RequestServices.GetRequiredService<IOptions<ProviderOptions>>().Value.Origin;
        if (http.Connection.RemoteIpAddress is { } address)
            headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        headers.TryAddWithoutValidation("X-Forwarded-Host", origin.Authority);
        headers.TryAddWithoutValidation("X-Forwarded-Proto", origin.Scheme);
        headers.Via.Add(HopLimit.Signature);
        return ValueTask.CompletedTask;
    }

    static bool IsForwarding(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || header.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase);

    static string IdentityCookies(HttpContext http)
    {
        var session = http.RequestServices.GetRequiredService<IOptions<ProviderOptions>>().Value;
        var own = PortalSessions.CookieName("identity", session, http.RequestServices.GetRequiredService<IConfiguration>());
        return string.Join("; ", http.Request.Cookies
            .Where(cookie => cookie.Key.StartsWith(own, StringComparison.Ordinal))
            .Select(cookie => $"{cookie.Key}={Uri.EscapeDataString(cookie.Value)}"));
    }
}
