namespace ClusterTic.AppHost.Servers;

/// <summary>The servers' programs installed on this machine.</summary>
sealed record Binaries(string Postgres, string RabbitMq, string Epmd, string Redis)
{
    /// <summary>Folders to look in instead of the usual ones, separated by colons.</summary>
    public const string SearchSetting = "CLUSTERTIC_SERVER_PATH";

    const string Debian = "postgresql rabbitmq-server redis-server";

    /// <summary>Finds all of them, or says which are missing.</summary>
    public static Binaries? Find(string? search, out IReadOnlyList<string> missing)
    {
        var path = Folders(search ?? Environment.GetEnvironmentVariable("PATH"));
        string? Look(string program, params string[] usual) =>
            First(program, search is null ? [.. usual.SelectMany(Matching), .. path] : path);

        var postgres = Path.GetDirectoryName(Look("postgres", "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"));
        var rabbitMq = Look("rabbitmq-server", "/usr/lib/rabbitmq/bin", "/usr/lib/rabbitmq/lib/*/sbin");
        var epmd = Look("epmd", "/usr/lib/erlang/bin");
        var redis = Look("redis-server") ?? Look("valkey-server");
        var setpriv = Look("setpriv", "/usr/bin");

        missing =
        [
            .. postgres is null ? ["PostgreSQL"] : Array.Empty<string>(),
            .. rabbitMq is null || epmd is null ? ["RabbitMQ"] : Array.Empty<string>(),
            .. redis is null ? ["Redis"] : Array.Empty<string>(),
            .. setpriv is null ? ["setpriv (util-linux)"] : Array.Empty<string>(),
        ];
        return missing.Count is 0 ? new(postgres!, rabbitMq!, epmd!, redis!) : null;
    }

    public static string HowToInstall => $"On Debian or Ubuntu: sudo apt-get install {Debian} (or ./run.sh, which does it without starting their daemons).";

    /// <summary>The programs of one major version, for data that was made with it.</summary>
    public string PostgresFor(string? version) =>
        version is not null && $"/usr/lib/postgresql/{version}/bin" is var folder && File.Exists(Path.Combine(folder, "postgres"))
            ? folder
            : Postgres;

    static string? First(string program, IEnumerable<string> folders) =>
        folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static string[] Folders(string? path) => (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Folders for a pattern with one star, the highest version first.</summary>
    static IEnumerable<string> Matching(string pattern)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [pattern];

        var parent = Path.GetDirectoryName(pattern[..(star + 1)])!;
        var rest = pattern[(pattern.IndexOf('/', star) + 1)..];
        return Directory.Exists(parent)
            ? Directory.GetDirectories(parent, Path.GetFileName(pattern[..(star + 1)]))
                .OrderByDescending(folder => folder, StringComparer.Create(System.Globalization.CultureInfo.InvariantCulture, System.Globalization.CompareOptions.NumericOrdering))
                .Select(folder => Path.Combine(folder, rest))
            : [];
    }
}
