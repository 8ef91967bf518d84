using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Wire;
using Microsoft.AspNetCore.Http;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NpgsqlTypes;

namespace ClusterTic.Messaging.History;

static class HistoryWriting
{
    /// <summary>Adds the history of what is about to be saved, to be saved with it.</summary>
    /// <param name="changed">The aggregates that change, each with the fact that tells of it.</param>
    public static void AddHistory(this ServiceDb db, IReadOnlyDictionary<Aggregate, IFact> changed, IServiceProvider services) =>
        db.AddRange(MakeHistory(db, changed, services));

    /// <summary>The same where it is written by COPY: a dozen entries for each aggregate are too many to track.</summary>
    public static IReadOnlyList<HistoryEntry> MakeHistory(this ServiceDb db, IReadOnlyDictionary<Aggregate, IFact> changed, IServiceProvider services)
    {
        if (db.Model.FindEntityType(typeof(HistoryEntry)) is null) return [];
        var changes = ChangedFields.Of(db, changed);
        if (changes.Count == 0) return [];

        var (by, name) = Author(services);
        var recordedAt = services.GetRequiredService<TimeProvider>().GetUtcNow();
        // Read from the newest: so the last field of a change gets the lowest id.
        var ids = changes.Select(_ => Guid.CreateVersion7()).OrderDescending().ToArray();
        return [.. changes.Select((change, at) => new HistoryEntry
        {
            Id = ids[at],
            Aggregate = FactKind.FamilyOf(change.Fact.GetType())?.Name ?? FactKind.Of(change.Fact.GetType()).WireName,
            AggregateId = change.Aggregate.Id,
            Version = change.Aggregate.Version,
            Field = change.Field,
            Before = change.Before,
            After = change.After,
            Subject = change.Subject,
            Fact = FactKind.Of(change.Fact.GetType()).WireName,
            By = by,
            ByName = name,
            OccurredAt = change.Fact.OccurredAt.ToUniversalTime(),
            RecordedAt = recordedAt,
        })];
    }

    public static async Task CopyHistoryAsync(this ServiceDb db, IReadOnlyCollection<HistoryEntry> entries, CancellationToken cancel)
    {
        if (entries.Count == 0) return;
        var (connection, _) = await db.OpenAsync(cancel);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy history (id, aggregate, aggregate_id, version, field, before, after, subject, fact, by, by_name, occurred_at, recorded_at) from stdin (format binary)", cancel);
        foreach (var entry in entries)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(entry.Id, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(entry.Aggregate, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(entry.AggregateId, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(entry.Version, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(entry.Field, NpgsqlDbType.Text, cancel);
            await WriteAsync(entry.Before, NpgsqlDbType.Jsonb);
            await WriteAsync(entry.After, NpgsqlDbType.Jsonb);
            if (entry.Subject is { } subject) await copy.WriteAsync(subject, NpgsqlDbType.Uuid, cancel);
            else await copy.WriteNullAsync(cancel);
            await copy.WriteAsync(entry.Fact, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(entry.By, NpgsqlDbType.Text, cancel);
            await WriteAsync(entry.ByName, NpgsqlDbType.Text);
            await copy.WriteAsync(entry.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync(entry.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
        }

        await copy.CompleteAsync(cancel);

        Task WriteAsync(string? text, NpgsqlDbType type) => text is null ? copy.WriteNullAsync(cancel) : copy.WriteAsync(text, type, cancel);
    }

    /// <summary>The same for rows that change without a fact, see <see cref="HistoryModel.HasHistoryWithoutFacts"/>.</summary>
    public static void AddHistoryOfRows(this ServiceDb db)
    {
        var kinds = RowsWithHistory.Of(db.Model);
        if (kinds.Count == 0) return;
        var rows = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Modified && kinds.ContainsKey(entry.Metadata)).ToList();
        if (rows.Count == 0) return;

        var services = db.ApplicationServices();
        var (by, name) = Author(services);
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var row in rows)
        {
            var kind = kinds[row.Metadata];
            var changes = ChangedFields.OfRow(row).ToList();
            var ids = changes.Select(_ => Guid.CreateVersion7()).OrderDescending().ToArray();
            db.Set<HistoryEntry>().AddRange(changes.Select((change, at) => new HistoryEntry
            {
                Id = ids[at], Aggregate = kind, AggregateId = (Guid)row.Property(row.Metadata.FindPrimaryKey()!.Properties[0]).CurrentValue!,
                Version = (long)row.Property("Version").CurrentValue!, Field = change.Field, Before = change.Before, After = change.After, Subject = change.Subject,
                Fact = kind + ".changed", By = by, ByName = name, OccurredAt = now, RecordedAt = now,
            }));
        }
    }

    static (string Id, string? Name) Author(IServiceProvider services)
    {
        if (Jobs.JobRun.Current is { } run) return (run.By, run.ByName); // whoever asked for the job
        // A handler of messages acts without a request: then it is the service itself.
        if (services.GetService<IHttpContextAccessor>() is not { HttpContext: not null } request)
            return ("service/" + services.GetRequiredService<ServiceIdentity>().Name, null);
        var user = new CurrentUser(request);
        return (user.Id, user.Name);
    }
}
