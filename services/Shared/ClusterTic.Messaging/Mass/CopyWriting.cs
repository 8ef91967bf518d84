using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Outbox;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Storage.Internal.Mapping;
using NpgsqlTypes;

namespace ClusterTic.Messaging.Mass;

/// <summary>SaveChanges for imports: what is new goes in by COPY, with its history and its facts, in the transaction that is open.</summary>
public static class CopyWriting
{
    /// <summary>Writes everything that the context has as added, and forgets it. Nothing else may have been changed.</summary>
    public static async Task CopyAddedAsync(this ServiceDb db, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("What goes together is written in one transaction; open it first.");
        db.ChangeTracker.DetectChanges(); // once; each look at the entries would do it again
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            var (facts, changed) = TakeFacts(db);
            var history = db.MakeHistory(changed, db.ApplicationServices());
            var added = db.ChangeTracker.Entries().Where(entry => entry.State is not EntityState.Unchanged)
                .GroupBy(entry => entry.Metadata).ToDictionary(group => group.Key, group => group.ToList());
            foreach (var kind in InOrder(added.Keys)) await CopyAsync(db, kind, added[kind], cancel);
            await db.CopyHistoryAsync(history, cancel);
            await db.CopyToOutboxAsync(facts, cancel);
            db.ChangeTracker.Clear();
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    static (List<IFact> Facts, Dictionary<Aggregate, IFact> Changed) TakeFacts(ServiceDb db)
    {
        var facts = new List<IFact>();
        var changed = new Dictionary<Aggregate, IFact>();
        foreach (var entry in db.ChangeTracker.Entries<Aggregate>())
        {
            if (entry.State is EntityState.Unchanged) continue;
            facts.AddRange(entry.Entity.Raised);
            changed[entry.Entity] = entry.Entity.Raised[^1];
            entry.Entity.ClearRaised();
        }

        return (facts, changed);
    }

    /// <summary>Whoever is referred to first.</summary>
    static IEnumerable<IEntityType> InOrder(IEnumerable<IEntityType> kinds)
    {
        var left = kinds.ToList();
        while (left.Count > 0)
        {
            var next = left.First(kind => kind.GetForeignKeys().All(key => key.PrincipalEntityType == kind || !left.Contains(key.PrincipalEntityType)));
            left.Remove(next);
            yield return next;
        }
    }

    static async Task CopyAsync(ServiceDb db, IEntityType kind, List<EntityEntry> entries, CancellationToken cancel)
    {
        if (entries.Find(entry => entry.State is not EntityState.Added) is { } other)
            throw new InvalidOperationException($"{kind.ClrType.Name} is {other.State}; only what is new is written by COPY.");
        var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
        var columns = kind.GetProperties()
            .Where(property => property.GetComputedColumnSql() is null && property.ValueGenerated is not ValueGenerated.OnAddOrUpdate)
            .Select(property => new CopiedColumn(property, property.GetColumnName(table)!)).ToArray();
        var (connection, _) = await db.OpenAsync(cancel);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)", cancel);
        foreach (var entry in entries)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in columns) await column.WriteAsync(copy, entry, cancel);
        }

        await copy.CompleteAsync(cancel);
    }

    sealed class CopiedColumn(IProperty property, string name)
    {
        readonly Func<object?, object?>? convert = property.GetTypeMapping().Converter?.ConvertToProvider;
        readonly IClrPropertyGetter? getter = property.IsShadowProperty() ? null : property.GetGetter();
        readonly NpgsqlDbType? type = (property.GetTypeMapping() as INpgsqlTypeMapping)?.NpgsqlDbType;

        public string Name => name;

        public async Task WriteAsync(NpgsqlBinaryImporter copy, EntityEntry entry, CancellationToken cancel)
        {
            var value = getter is null ? entry.Property(property).CurrentValue : getter.GetClrValue(entry.Entity);
            if (value is not null && convert is not null) value = convert(value);
            if (value is DateTimeOffset time) value = time.ToUniversalTime();
            if (value is null) await copy.WriteNullAsync(cancel);
            else if (type is { } known) await copy.WriteAsync(value, known, cancel);
            else await copy.WriteAsync(value, property.GetRelationalTypeMapping().StoreType, cancel);
        }
    }
}
