namespace ClusterTic.AppHost.LocalServers;

/// <summary>An installed server as a process of this stack: same name, connection string and commands as its container would have.</summary>
sealed class LocalServer(string name, Func<EndpointReference, ReferenceExpression> connection)
    : ExecutableResource(name, "setpriv", AppContext.BaseDirectory), IResourceWithConnectionString
{
    public const string EndpointName = "tcp";

    public EndpointReference Endpoint => field ??= new(this, EndpointName);

    public ReferenceExpression ConnectionStringExpression => connection(Endpoint);
}

static class LocalServerBuilder
{
    /// <summary>Adds a server that <paramref name="script"/> runs; the script ends it when the AppHost or the orchestrator is gone.</summary>
    public static IResourceBuilder<LocalServer> AddLocalServer(
        this IDistributedApplicationBuilder builder, string name, string script, DataFolder data,
        Func<EndpointReference, ReferenceExpression> connection) => builder
        .AddResource(new LocalServer(name, connection))
        .WithArgs("--pdeathsig", "TERM", "bash", Path.Combine(AppContext.BaseDirectory, "LocalServers", script))
        .WithEndpoint(name: LocalServer.EndpointName, scheme: "tcp", isProxied: false, env: null)
        .WithEnvironment("APPHOST_PID", $"{Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}")
        .WithEnvironment("THROWAWAY", data.IsTemporary ? "1" : "0")
        .ExcludeFromManifest();
}
