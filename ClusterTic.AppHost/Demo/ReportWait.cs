using System.Globalization;
using ClusterTic.Reporting;

namespace ClusterTic.AppHost.Demo;

/// <summary>Waits until the messages of everything that was loaded have become figures of the report.</summary>
sealed class ReportWait(DemoApi api, DemoOptions options, TimeProvider clock)
{
    const string Overview = "/api/reporting/v1/reports/cluster-overview";
    const string Stage = "report";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // Matches are found when messages arrive, so nobody knows their number beforehand: they are complete when nothing
    // new has come for a while. Where others are at work too, it never gets quiet, and after a longer while that is enough.
    static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    public async Task Until(Expected expected, IProgress<DemoProgress> progress, CancellationToken cancel)
    {
        progress.Report(new(Stage, 0, expected.AtLeast.Count));
        await Until(report =>
        {
            var missing = Missing(report, expected);
            progress.Report(new(Stage, expected.AtLeast.Count - missing.Count, expected.AtLeast.Count));
            return missing;
        }, cancel);
    }

    /// <summary>For data whose figures nobody can foretell: until no fact waits.</summary>
    public Task UntilNothingWaits(CancellationToken cancel) => Until(_ => [], cancel);

    async Task Until(Func<Report, IReadOnlyList<string>> missing, CancellationToken cancel)
    {
        var begun = clock.GetTimestamp();
        var (watermark, unchanged, complete) = ("", begun, (long?)null);
        while (true)
        {
            var report = await api.Get(Overview, DemoJson.Default.Report, cancel);
            if (report.Watermark != watermark)
                (watermark, unchanged) = (report.Watermark, clock.GetTimestamp());

            var still = missing(report);
            complete = report.Waiting == 0 && still is [] ? complete ?? clock.GetTimestamp() : null;
            if (complete is { } since && (clock.GetElapsedTime(unchanged) >= Quiet || clock.GetElapsedTime(since) >= Enough))
                return;
            if (complete is null && clock.GetElapsedTime(begun) > options.ReportLimit)
                throw new DemoFault("report cluster-overview", What(report, still), "Look on the dashboard whether rabbitmq and reporting run, and at /api/*/v1/operations/outbox and parked; then start again.");
            await Task.Delay(Pause, clock, cancel);
        }
    }

    string What(Report report, IReadOnlyList<string> missing)
    {
        var limit = options.ReportLimit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return $"after {limit} s it does not show everything: {report.Waiting} facts wait" + string.Concat(missing.Select(row => $"; {row}")) + ".";
    }

    static List<string> Missing(Report report, Expected expected)
    {
        var rows = report.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return [.. from wanted in expected.AtLeast
                   let shown = rows.TryGetValue(wanted.Key, out var row) ? Figure(row) : null
                   where !(shown >= wanted.Value)
                   select $"{wanted.Key} shows {shown?.ToString(CultureInfo.InvariantCulture) ?? "nothing"} of {wanted.Value}"];
    }

    static decimal? Figure(ReportRow row)
    {
        foreach (var cell in row.Cells)
        {
            if (decimal.TryParse(cell.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var figure))
                return figure;
        }

        return null;
    }
}
