using System.Diagnostics;

namespace ClusterTic.AppHost.Servers;

/// <summary>Docker or Podman, whichever answers; or the one that <c>ASPIRE_CONTAINER_RUNTIME</c> names.</summary>
sealed record ContainerRuntime(string Program)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static ContainerRuntime? Find()
    {
        var asked = Environment.GetEnvironmentVariable("ASPIRE_CONTAINER_RUNTIME");
        return (asked is null ? ["docker", "podman"] : (string[])[asked]).Select(program => new ContainerRuntime(program)).FirstOrDefault(one => one.Answers());
    }

    /// <summary>Removes the volumes whose names begin so: with them go the passwords that their data was made with.</summary>
    /// <exception cref="UsageException">The runtime refuses, for instance because a container still uses one.</exception>
    public void RemoveVolumes(string prefix)
    {
        var (listed, names, error) = Run("volume", "ls", "--quiet", "--filter", $"name={prefix}");
        if (listed is not 0)
            throw new UsageException($"{Program} cannot list the volumes of this stack: {error.Trim()}");

        // The filter finds the text anywhere in a name.
        foreach (var name in names.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && Run("volume", "rm", name) is { Code: not 0 } refused)
                throw new UsageException($"{Program} cannot remove the volume {name}: {refused.Error.Trim()}");
        }
    }

    bool Answers()
    {
        var installed = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, Program)));
        return installed && Run("info").Code is 0;
    }

    (int Code, string Output, string Error) Run(params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        var (output, error) = (new StringWriter(), new StringWriter());
        process.OutputDataReceived += (_, line) => output.WriteLine(line.Data);
        process.ErrorDataReceived += (_, line) => error.WriteLine(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", "no answer");
        }

        process.WaitForExit(); // until both streams are read to their ends
        return (process.ExitCode, output.ToString(), error.ToString());
    }
}
