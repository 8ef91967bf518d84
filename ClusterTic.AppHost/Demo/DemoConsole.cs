using System.Globalization;
using Spectre.Console;

namespace ClusterTic.AppHost.Demo;

/// <summary>The load as the person at the keyboard sees it: a bar per stage, or plain lines (not folded at 80 columns) where output is no terminal.</summary>
static class DemoConsole
{
    /// <param name="notices">OCDS files and folders of the user's own, loaded after the demo.</param>
    public static async Task LoadAsync(DemoLoader loader, IReadOnlyList<string> notices, CancellationToken cancel)
    {
        await Show(progress => loader.LoadAsync(progress, cancel));
        await LoadNoticesAsync(loader, notices, cancel);
    }

    public static async Task LoadNoticesAsync(DemoLoader loader, IReadOnlyList<string> notices, CancellationToken cancel)
    {
        var lines = new Told<NoticeFileResult>(result => Console.Out.WriteLine(Line(result)));
        foreach (var path in notices)
            await loader.LoadNoticesAsync(path, lines, cancel);
    }

    static Task Show(Func<IProgress<DemoProgress>, Task> load) =>
        AnsiConsole.Profile.Capabilities.Interactive && AnsiConsole.Profile.Out.IsTerminal ? Bars(load) : load(new Told<DemoProgress>(new Lines().Write));

    static Task Bars(Func<IProgress<DemoProgress>, Task> load) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new RemainingCounts(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bars = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                return load(new Told<DemoProgress>(at =>
                {
                    if (!bars.TryGetValue(at.Stage, out var bar))
                        bars[at.Stage] = bar = context.AddTask(at.Stage, maxValue: at.Total);
                    bar.Value = Math.Max(bar.Value, at.Done);
                }));
            });

    static string Line(NoticeFileResult file) => file.Result is { } result
        ? string.Create(CultureInfo.InvariantCulture, $"{file.File}: releases {result.Releases}, added {result.Added}, known {result.Known}, quarantined {result.Quarantined}")
        : $"{file.File}: refused, nothing was changed. {file.Refusal}";

    /// <summary>Tells at once and one after another; the framework's Progress would tell from any thread, in any order.</summary>
    sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        readonly Lock one = new();

        public void Report(T value)
        {
            lock (one)
                tell(value);
        }
    }

    /// <summary>One line when a stage begins and one when it is done.</summary>
    sealed class Lines
    {
        readonly HashSet<string> told = new(StringComparer.Ordinal);

        public void Write(DemoProgress at)
        {
            if (told.Add(at.Stage))
                Console.Out.WriteLine($"Demo: {at.Stage} …");
            if (at.Done == at.Total && told.Add($"{at.Stage}:done"))
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Demo: {at.Stage} {at.Done}/{at.Total}"));
        }
    }

    sealed class RemainingCounts : ProgressColumn
    {
        public override Spectre.Console.Rendering.IRenderable Render(Spectre.Console.Rendering.RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(string.Create(CultureInfo.InvariantCulture, $"{task.Value:0}/{task.MaxValue:0}"));
    }
}
