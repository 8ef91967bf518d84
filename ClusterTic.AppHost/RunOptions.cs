namespace ClusterTic.AppHost;

/// <summary>Whether the servers run in containers or as processes of the installed binaries.</summary>
enum ServerKind { Containers, Local }

/// <summary>What the command line asks for; <c>run.sh</c> hands its options on unchanged.</summary>
sealed record RunOptions
{
    public const int PortalPort = 8080;

    /// <summary>The kind asked for with <c>--servers</c>; null: whichever this machine has.</summary>
    public ServerKind? Servers { get; private init; }

    /// <summary>Only postgres, rabbitmq and redis, on data that is thrown away: what a test assembly needs.</summary>
    public bool OnlyServers { get; private init; }

    public bool Demo { get; private init; } = true;

    public bool Reset { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Where the Portal listens; 0 is any free port, null is 8080 or the next free one.</summary>
    public int? Port { get; private init; }

    /// <summary>Everything that this run keeps; null is <c>.data</c> beside the solution.</summary>
    public string? Data { get; private init; }

    /// <summary>OCDS files or folders of the user's own to load as well.</summary>
    public IReadOnlyList<string> Notices { get; private init; } = [];

    public static RunOptions Parse(IReadOnlyList<string> args)
    {
        var options = new RunOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = Split(args[i]);
            string Value() => inline ?? (i + 1 < args.Count ? args[++i] : throw new UsageException($"{name} needs a value."));

            options = name switch
            {
                "--servers" => options with { Servers = Kind(Value()) },
                "--only-servers" => options with { OnlyServers = true, Demo = false },
                "--no-demo" => options with { Demo = false },
                "--reset" => options with { Reset = true },
                "--port" => options with { Port = PortNumber(Value()) },
                "--data" => options with { Data = Path.GetFullPath(Value()) },
                "--notices" => options with { Notices = [.. options.Notices, Existing(Value())] },
                "--help" or "-h" => options with { Help = true },
                _ => options, // the rest is the host's own: --operation publish, --publisher manifest, any setting
            };
        }

        return options;
    }

    static (string Name, string? Value) Split(string arg) =>
        arg.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (arg[..at], arg[(at + 1)..]) : (arg, null);

    static ServerKind Kind(string value) => value switch
    {
        "containers" => ServerKind.Containers,
        "local" => ServerKind.Local,
        _ => throw new UsageException($"--servers is containers or local, not \"{value}\"."),
    };

    static int PortNumber(string value) =>
        int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
            ? port
            : throw new UsageException($"--port is a number from 0 to 65535, not \"{value}\".");

    static string Existing(string path) =>
        File.Exists(path) || Directory.Exists(path)
            ? Path.GetFullPath(path)
            : throw new UsageException($"--notices: there is no file or folder \"{path}\".");
}

/// <summary>Something that the person at the keyboard can put right; its message is all that is printed.</summary>
sealed class UsageException(string message) : Exception(message);
