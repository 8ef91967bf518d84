using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClusterTic.AppHost.Tests;

/// <summary>The AppHost as its own process, as a user starts it, and all that it starts.</summary>
sealed partial class RunningStack : IDisposable
{
    const string Mark = "CLUSTERTIC_STARTED_BY";

    static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(1);

    readonly string mark = Guid.CreateVersion7().ToString("N");
    readonly StringBuilder output = new();
    readonly TaskCompletionSource<string> open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Process process;
    readonly string? data;

    RunningStack(IReadOnlyList<string> args, IReadOnlyDictionary<string, string>? environment)
    {
        data = args.SkipWhile(arg => arg != "--data").ElementAtOrDefault(1);
        var start = new ProcessStartInfo("dotnet", [Built.AppHost, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment[Mark] = mark;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public static RunningStack Start(IReadOnlyList<string> args, IReadOnlyDictionary<string, string>? environment = null) => new(args, environment);

    /// <summary>Until it has said where everything is.</summary>
    public async Task UntilOpenAsync()
    {
        var first = await Task.WhenAny(open.Task, process.WaitForExitAsync(), Task.Delay(StartLimit));
        if (first != open.Task)
            Assert.Fail($"The stack did not open. {Output}");
    }

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public void Signal(int signal) => Assert.Equal(0, Kill(process.Id, signal));

    /// <summary>The names of all processes that descend from this stack and still run.</summary>
    public IReadOnlyList<string> Processes() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
            .Where(IsOurs)
            .Select(folder => Read(Path.Combine(folder, "cmdline")).Replace('\0', ' ').Trim())
            .Where(command => command.Length > 0), // a zombie has none
    ];

    public async Task<IReadOnlyList<string>> UntilGoneAsync()
    {
        var waited = Stopwatch.StartNew();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (Processes().Count > 0 && waited.Elapsed < StopLimit)
            await pause.WaitForNextTickAsync();
        return Processes();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    void Take(string? line)
    {
        if (line is null)
            return;

        lock (output)
            output.AppendLine(line);
        if (line.StartsWith("Ctrl-C stops everything", StringComparison.Ordinal))
            open.TrySetResult(line);
    }

    // Redis and PostgreSQL's workers write their title over their environment; but they stand in their data's folder.
    bool IsOurs(string process) =>
        Read(Path.Combine(process, "environ")).Contains($"{Mark}={mark}", StringComparison.Ordinal)
        || (data is not null && Place(process).StartsWith(data, StringComparison.Ordinal));

    static string Place(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended while we looked, or is another user's
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

/// <summary>The programs that were built together with these tests.</summary>
static class Built
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string AppHost => Path.Combine(Root, "ClusterTic.AppHost", "bin", Flavour, "ClusterTic.AppHost.dll");

    public static string Service(string name) => Path.Combine(Root, "services", name, $"ClusterTic.{name}", "bin", Flavour, $"ClusterTic.{name}.dll");

    // …/bin/Debug/net10.0/: the same below every project.
    static string Flavour => Path.Combine(AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..]);

    static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "ClusterTic.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
