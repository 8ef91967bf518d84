namespace ClusterTic.AppHost.Servers;

static class Secrets
{
    /// <summary>A generated password: kept in the data folder when running, asked for by whoever deploys what is published.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, ServerHost host, string name) =>
        builder.ExecutionContext.IsPublishMode
            ? builder.AddParameter(name, new GenerateParameterDefault { MinLength = 24, Special = false }, secret: true)
            : builder.AddParameter(name, () => host.Data!.Password(name), secret: true);

    /// <summary>One volume per checkout, so that two can run side by side.</summary>
    public static string? Volume(this ServerHost host, string server) =>
        host.Data is { } data ? VolumePrefix(data) + server : null;

    public static string VolumePrefix(DataFolder data) => $"clustertic-{data.Id}-";
}
