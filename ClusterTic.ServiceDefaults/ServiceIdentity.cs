using System.Reflection;

namespace ClusterTic.ServiceDefaults;

/// <summary>Which service this process is.</summary>
/// <param name="Name">The first segment of its API, its queues' prefix and its database's name: <c>events</c>.</param>
/// <param name="Assembly">Where its resources are.</param>
public sealed record ServiceIdentity(string Name, Assembly Assembly)
{
    /// <summary>Build version and commit, as they are in telemetry and <c>/health</c>.</summary>
    public string Build { get; } =
        Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
