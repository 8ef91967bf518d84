namespace ClusterTic.AppHost.LocalServers;

/// <summary>Where a local PostgreSQL keeps its data, and as whom it runs: it refuses to run as root.</summary>
sealed record PostgresPlace(string Cluster, string? SystemUser)
{
    const string SharedRoot = "/var/lib/clustertic";

    /// <summary>The major version that the data was made with; null before the first start.</summary>
    public string? Version => File.Exists(Path.Combine(Cluster, "PG_VERSION"))
        ? File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")).Trim()
        : null;

    public static PostgresPlace In(DataFolder data)
    {
        if (Environment.UserName != "root")
            return new(Path.Combine(data.Root, "postgres", "cluster"), null);

        var user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
        return new(Path.Combine(Home(data), "cluster"), user);
    }

    /// <summary>Takes the data away also where it could not be inside the data folder.</summary>
    public static void Delete(DataFolder data)
    {
        if (Environment.UserName == "root")
            DataFolder.Delete(Path.Combine(SharedRoot, data.Id));
    }

    // Another user must be able to reach its folder, which it cannot below /root.
    static string Home(DataFolder data) => Path.Combine(IsReachable(data.Root) ? data.Root : Path.Combine(SharedRoot, data.Id), "postgres");

    static bool IsReachable(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (!at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }
}
