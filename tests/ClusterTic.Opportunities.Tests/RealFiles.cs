namespace ClusterTic.Opportunities.Tests;

/// <summary>Real notices, read in place from the folder <c>CLUSTERTIC_DATA</c>; without it there are none.</summary>
static class RealFiles
{
    public static IReadOnlyList<string> Ocds { get; } =
        Environment.GetEnvironmentVariable("CLUSTERTIC_DATA") is { Length: > 0 } data && Directory.Exists(Path.Combine(data, "ocds"))
            ? [.. Directory.EnumerateFiles(Path.Combine(data, "ocds"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
}
