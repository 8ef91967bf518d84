namespace ClusterTic.AppHost.Demo;

/// <summary>
/// Loads the Strat-session through the public API, as any client could: organisations and their way into the cluster,
/// what some offer, the workshop, who was invited, who came, and the tender notices; then waits until the report shows all of it.
/// </summary>
/// <remarks>Can be stopped at any moment and called again: what is loaded is not loaded twice.</remarks>
sealed class DemoLoader(DemoOptions options, TimeProvider? clock = null)
{
    const string Opportunities = "/api/opportunities/v1/opportunities";

    readonly TimeProvider time = clock ?? TimeProvider.System;

    /// <exception cref="DemoFault">A file is broken, or a service refused; the message says where and what to do.</exception>
    public async Task LoadAsync(IProgress<DemoProgress> progress, CancellationToken cancel)
    {
        var sample = SampleReader.Read(options.Samples); // everything is checked before anything is sent
        using var api = new DemoApi(options, time);
        using var journal = new DemoJournal(options.Journal);
        var steps = new DemoSteps(api, journal, options, progress);

        var organisations = await new OrganisationsLoad(steps).Load(sample.Organisations, cancel);
        await new OffersLoad(steps, organisations).Load(sample.Offers, cancel);
        await new WorkshopLoad(steps, organisations).Load(sample, cancel);
        await LoadNotices(steps, sample.Notices, cancel);
        var opportunities = await api.Count(Opportunities, cancel);
        await new ReportWait(api, options, time).Until(Expected.From(sample, opportunities), progress, cancel);
    }

    /// <summary>Loads the user's own OCDS files; each file's result is told as it is known.</summary>
    /// <param name="path">A file, or a folder with .json files below it.</param>
    public async Task LoadNoticesAsync(string path, IProgress<NoticeFileResult> results, CancellationToken cancel)
    {
        using var api = new DemoApi(options, time);
        var load = new NoticesLoad(api);
        foreach (var file in NoticeFiles.In(path))
            results.Report(await load.Load(file, cancel));
        await new ReportWait(api, options, time).UntilNothingWaits(cancel);
    }

    static Task LoadNotices(DemoSteps steps, IReadOnlyList<string> files, CancellationToken cancel)
    {
        var load = new NoticesLoad(steps.Api);
        return steps.ForEach("tender notices", files, async (file, stop) =>
            await steps.Once($"notices:{Path.GetFileName(file)}", async () =>
            {
                await load.LoadOwn(file, stop);
                return null;
            }), cancel);
    }
}
