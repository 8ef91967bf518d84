using ClusterTic.AppHost;

namespace ClusterTic.Testing.Servers;

/// <summary>A port that nobody listens on, for a service which must know its address before it starts.</summary>
public static class FreePort
{
    public static int Next() => FreePorts.Next();
}
