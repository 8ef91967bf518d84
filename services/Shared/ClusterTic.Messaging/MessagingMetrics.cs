using System.Diagnostics.Metrics;
using Npgsql;

namespace ClusterTic.Messaging;

/// <summary>The suite's own meters: how deep and old the outbox is, what was published, handled, retried and parked.</summary>
sealed class MessagingMetrics : IDisposable
{
    static readonly TimeSpan MeasureEvery = TimeSpan.FromSeconds(5);

    readonly Meter meter;
    readonly Counter<long> published;
    readonly Counter<long> handled;
    readonly Counter<long> skipped;
    readonly Counter<long> retried;
    readonly Counter<long> parked;
    (long Depth, double AgeSeconds) outbox;
    DateTimeOffset measuredAt = DateTimeOffset.MinValue;

    public MessagingMetrics(IMeterFactory meters)
    {
        meter = meters.Create("ClusterTic.Messaging");
        published = meter.CreateCounter<long>("clustertic.messages.published", "{message}", "Messages confirmed by the broker");
        handled = meter.CreateCounter<long>("clustertic.messages.handled", "{message}", "Messages whose effect is committed");
        skipped = meter.CreateCounter<long>("clustertic.messages.skipped", "{message}", "Messages that had been handled before");
        retried = meter.CreateCounter<long>("clustertic.messages.retried", "{message}", "Messages tried again");
        parked = meter.CreateCounter<long>("clustertic.messages.parked", "{message}", "Messages set aside for an operator");
        meter.CreateObservableGauge("clustertic.outbox.depth", () => outbox.Depth, "{message}", "Messages that wait for the broker");
        meter.CreateObservableGauge("clustertic.outbox.age", () => outbox.AgeSeconds, "s", "Age of the oldest message that waits");
    }

    public void Published(int count) => published.Add(count);

    public void Handled(int count, string endpoint) => handled.Add(count, new KeyValuePair<string, object?>("endpoint", endpoint));

    public void Skipped(int count, string endpoint) => skipped.Add(count, new KeyValuePair<string, object?>("endpoint", endpoint));

    public void Retried(string endpoint) => retried.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint));

    public void Parked() => parked.Add(1);

    public async Task MeasureOutboxAsync(NpgsqlDataSource database, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - measuredAt < MeasureEvery) return;
        measuredAt = now;
        await using var command = database.CreateCommand("select count(*), min(recorded_at) from outbox");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        outbox = (row.GetInt64(0), row.IsDBNull(1) ? 0 : Math.Max(0, (now - row.GetFieldValue<DateTimeOffset>(1)).TotalSeconds));
    }

    public void Dispose() => meter.Dispose();
}
