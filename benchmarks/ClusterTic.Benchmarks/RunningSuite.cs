using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ClusterTic.Benchmarks;

/// <summary>The suite as <c>run.sh</c> starts it, after the build.</summary>
sealed class RunningSuite : IAsyncDisposable
{
    readonly Process process;

    Task reading = Task.CompletedTask;

    RunningSuite(Process process, TimeSpan took) => (this.process, Took) = (process, took);

    /// <summary>From the start of the AppHost until everything was healthy and said so.</summary>
    public TimeSpan Took { get; }

    public static async Task<RunningSuite> StartAsync(string data, params IEnumerable<string> options)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", [AppHost(), "--data", data, "--port", "0", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("Portal: ", StringComparison.Ordinal)) continue;
            var suite = new RunningSuite(process, watch.Elapsed);
            suite.reading = process.StandardOutput.ReadToEndAsync(); // or its pipe would fill
            return suite;
        }

        await process.WaitForExitAsync();
        throw new InvalidOperationException($"The suite did not start: {errors}");
    }

    /// <summary>The AppHost beside its own dependencies: the copy in this program's folder has only what we need of it.</summary>
    static string AppHost()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);   // …/benchmarks/ClusterTic.Benchmarks/bin/Release/net10.0/
        var root = output;
        while (!File.Exists(Path.Combine(root.FullName, "ClusterTic.sln"))) root = root.Parent ?? throw new InvalidOperationException("This runs from its checkout.");
        return Path.Combine(root.FullName, "ClusterTic.AppHost", "bin", output.Parent!.Name, output.Name, "ClusterTic.AppHost.dll");
    }

    /// <summary>A data folder that servers which run as another user can reach.</summary>
    public static string MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("clustertic-bench-").FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        return folder;
    }

    public static JsonElement Demo(string data) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(data, "demo.json")));

    /// <summary>Resident memory of each service's process, in MB.</summary>
    public static Dictionary<string, double> MemoryOf(string data)
    {
        var ports = Demo(data).GetProperty("services").EnumerateObject().ToDictionary(one => one.Name, one => new Uri(one.Value.GetString()!).Port, StringComparer.Ordinal);
        var memory = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var process in Process.GetProcessesByName("dotnet"))
        {
            using (process)
            {
                var environment = File.Exists($"/proc/{process.Id}/environ") ? File.ReadAllText($"/proc/{process.Id}/environ") : "";
                foreach (var (name, port) in ports)
                    if (environment.Contains($"ASPNETCORE_URLS=http://localhost:{port}\0", StringComparison.Ordinal) || environment.Contains($"ASPNETCORE_URLS=http://localhost:{port};", StringComparison.Ordinal))
                        memory[name] = process.WorkingSet64 / 1024.0 / 1024.0;
            }
        }

        return memory;
    }

    public async ValueTask DisposeAsync()
    {
        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        await reading;
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
