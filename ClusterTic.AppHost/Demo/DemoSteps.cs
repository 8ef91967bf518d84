using System.Text.Json.Serialization.Metadata;

namespace ClusterTic.AppHost.Demo;

/// <summary>Steps that are taken once, several at a time, and counted for the progress bar.</summary>
sealed class DemoSteps(DemoApi api, DemoJournal journal, DemoOptions options, IProgress<DemoProgress> progress)
{
    public DemoApi Api => api;

    /// <summary>Takes a step unless the journal knows that it was taken.</summary>
    /// <returns>The id of what the step made.</returns>
    public async Task<Guid?> Once(string key, Func<Task<Guid?>> step)
    {
        if (journal.Knows(key, out var id))
            return id;
        id = await step();
        journal.Write(key, id);
        return id;
    }

    public Task<Guid?> Post<TBody>(string path, string key, TBody body, JsonTypeInfo<TBody> type, string where, CancellationToken cancel) =>
        Once(key, async () => (await api.Post(path, $"demo:{key}", body, type, DemoJson.Default.Created, where, cancel)).Id);

    public async Task ForEach<T>(string stage, IReadOnlyList<T> items, Func<T, CancellationToken, Task> load, CancellationToken cancel)
    {
        var done = 0;
        progress.Report(new(stage, 0, items.Count));
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancel };
        await Parallel.ForEachAsync(items, bounds, async (item, stop) =>
        {
            await load(item, stop);
            progress.Report(new(stage, Interlocked.Increment(ref done), items.Count));
        });
    }
}
