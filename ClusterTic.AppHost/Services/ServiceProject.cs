using System.Reflection;

namespace ClusterTic.AppHost.Services;

/// <summary>A service's project and its built program.</summary>
sealed record ServiceProject(string ProjectFile)
{
    static readonly string Configuration =
        typeof(ServiceProject).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    public string Folder => Path.GetDirectoryName(ProjectFile)!;

    /// <summary>The program that was built together with this AppHost.</summary>
    public string Program => Path.Combine(Output, Path.GetFileNameWithoutExtension(ProjectFile) + ".dll");

    string Output => Path.Combine(Folder, "bin", Configuration, $"net{Environment.Version.Major}.{Environment.Version.Minor}");

    /// <summary>Changes whenever one of our own assemblies in the program does.</summary>
    public string Fingerprint()
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        foreach (var assembly in Directory.GetFiles(Output, "ClusterTic.*.dll").Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(assembly));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
