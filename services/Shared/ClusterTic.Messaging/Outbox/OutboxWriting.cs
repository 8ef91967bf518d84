using ClusterTic.Messaging.Wire;
using ClusterTic.ServiceDefaults;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Messaging.Outbox;

public static class OutboxWriting
{
    /// <summary>
    /// Writes facts of a set-based change by COPY, in the transaction that is open; for imports, where tracking each
    /// aggregate would cost more than the work itself. The caller has raised the versions in SQL.
    /// </summary>
    public static async Task CopyToOutboxAsync(this ServiceDb db, IReadOnlyCollection<IFact> facts, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Facts are written in the transaction of the change that they tell of; open one first.");
        if (facts.Count == 0) return;
        var (connection, _) = await db.OpenAsync(cancel);
        var traceParent = System.Diagnostics.Activity.Current?.Id;
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy outbox (id, stream, wire_name, sender, destination, aggregate_id, version, mass, body, occurred_at, recorded_at, trace_parent, attempts) from stdin (format binary)", cancel))
        {
            foreach (var fact in facts)
            {
                var message = db.MakeMessage(fact, traceParent, mass: true);
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(message.Id, NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync((int)message.Stream, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(message.WireName, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(message.Sender, NpgsqlDbType.Text, cancel);
                await copy.WriteNullAsync(cancel);
                await copy.WriteAsync(message.AggregateId, NpgsqlDbType.Uuid, cancel);
                await copy.WriteAsync(message.Version, NpgsqlDbType.Bigint, cancel);
                await copy.WriteAsync(message.Mass, NpgsqlDbType.Boolean, cancel);
                await copy.WriteAsync(message.Body, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(message.OccurredAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
                await copy.WriteAsync(message.RecordedAt.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
                if (message.TraceParent is null) await copy.WriteNullAsync(cancel);
                else await copy.WriteAsync(message.TraceParent, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(0, NpgsqlDbType.Integer, cancel);
            }

            await copy.CompleteAsync(cancel);
        }

        db.HasOutgoing = true;
    }

    /// <summary>
    /// Adds a fact that no aggregate of ours raised, such as the answer to another service's, to what the next
    /// SaveChanges writes; in the inbox that is the transaction of what it answers.
    /// </summary>
    public static void AddFact(this ServiceDb db, IFact fact)
    {
        db.Outbox.Add(db.MakeMessage(fact, System.Diagnostics.Activity.Current?.Id, mass: false));
        db.HasOutgoing = true;
    }

    internal static OutboxMessage MakeMessage(this ServiceDb db, IFact fact, string? traceParent, bool mass, string? destination = null, Guid? id = null)
    {
        var kind = FactKind.Of(fact.GetType());
        var services = db.ApplicationServices();
        return new()
        {
            Id = id ?? Guid.CreateVersion7(),
            Stream = kind.Stream,
            WireName = kind.WireName,
            Sender = services.GetRequiredService<ServiceIdentity>().Name,
            Destination = destination,
            AggregateId = fact.AggregateId,
            Version = fact.Version,
            Mass = mass,
            Body = FactJson.Write(fact),
            OccurredAt = fact.OccurredAt.ToUniversalTime(),
            RecordedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            TraceParent = traceParent,
        };
    }

    internal static void WakeRelay(this ServiceDb db)
    {
        db.HasOutgoing = false;
        db.ApplicationServices().GetRequiredService<RelaySignal>().Set();
    }

    internal static IServiceProvider ApplicationServices(this ServiceDb db) =>
        db.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!.ApplicationServiceProvider!;
}
