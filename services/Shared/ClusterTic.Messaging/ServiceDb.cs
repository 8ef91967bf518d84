using System.Diagnostics;
using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Inbox;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging;

/// <summary>
/// A service's database with outbox, inbox and parked messages in it. Saving an aggregate writes the facts that it
/// raised into the outbox, in the same transaction: there is no other way to publish, so none can be forgotten.
/// </summary>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    internal DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    internal DbSet<ParkedMessage> Parked => Set<ParkedMessage>();

    /// <summary>Whether the open transaction has something for the relay; it is woken after the commit.</summary>
    internal bool HasOutgoing { get; set; }

    /// <summary>Facts of an import take the lane of at most half a round, so that they do not hold up the rest.</summary>
    public bool IsMassChange { get; set; }

    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync.");

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var saved = await SaveDetectedAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (HasOutgoing && Database.CurrentTransaction is null) this.WakeRelay();
        return saved;
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.AddPlatformTables();
        modelBuilder.AddMessages();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.Add(_ => new AggregateConvention());

    /// <summary>Looks for changes once: each look at the entries, and the saving itself, would do it again.</summary>
    async Task<int> SaveDetectedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel)
    {
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        if (detects) ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            MoveFactsToOutbox();
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    void MoveFactsToOutbox()
    {
        List<IFact>? facts = null;
        Dictionary<Aggregate, IFact>? changed = null;
        foreach (var entry in ChangeTracker.Entries<Aggregate>())
        {
            var aggregate = entry.Entity;
            if (aggregate.Raised.Count == 0)
            {
                if (entry.State is EntityState.Modified or EntityState.Added)
                    throw new InvalidOperationException($"{aggregate.GetType().Name} {aggregate.Id} changed without raising a fact.");
                continue;
            }

            (facts ??= []).AddRange(aggregate.Raised);
            (changed ??= [])[aggregate] = aggregate.Raised[^1];
            aggregate.ClearRaised();
        }

        this.AddHistoryOfRows();
        if (facts is null) return;
        this.AddHistory(changed!, this.ApplicationServices());
        // EF Core inserts in the order of keys, and two ids of one millisecond are in none: only sorted ids keep an
        // aggregate's facts in the order in which it raised them.
        var ids = facts.Select(_ => Guid.CreateVersion7()).Order().ToArray();
        Outbox.AddRange(facts.Select((fact, at) => this.MakeMessage(fact, Activity.Current?.Id, IsMassChange, id: ids[at])));
        HasOutgoing = true;
    }
}
