using ClusterTic.Messaging;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Tests.Probe;

/// <summary>The smallest aggregate there is: a number that counts.</summary>
public sealed record CounterState(Guid Id, long Version, int Value);

[AggregateName("probe.counter", typeof(CounterAnnounced))]
public interface ICounterFact : IFact
{
    CounterState Counter { get; }
    Guid IFact.AggregateId => Counter.Id;
    long IFact.Version => Counter.Version;
}

[WireName("probe.counter.raised")]
public sealed record CounterRaised(CounterState Counter, DateTimeOffset OccurredAt) : ICounterFact;

[WireName("probe.counter.announced")]
public sealed record CounterAnnounced(CounterState Counter, DateTimeOffset OccurredAt) : ICounterFact;

sealed class Counter : Aggregate<CounterState>
{
    public int Value { get; private set; }

    public void Count(DateTimeOffset at)
    {
        Value++;
        Raise(state => new CounterRaised(state, at));
    }

    public void CountSilently() => Value++;

    public override CounterState ToState() => new(Id, Version, Value);
}

/// <summary>The copy that a listener keeps.</summary>
sealed class CounterCopy
{
    public required Guid Id { get; init; }
    public long Version { get; set; }
    public int Value { get; set; }

    /// <summary>How many messages had an effect; nothing guards it but the inbox.</summary>
    public int Applied { get; set; }

    public string? TraceId { get; set; }
}

sealed class ProbeDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Counter> Counters => Set<Counter>();

    public DbSet<CounterCopy> Copies => Set<CounterCopy>();

    public DbSet<CountedStep> Steps => Set<CountedStep>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<CountedStep>();
        modelBuilder.AddJobs();
        modelBuilder.Entity<Counter>();
        modelBuilder.Entity<CounterCopy>();
    }
}

/// <summary>What the handler does besides its work; a test sets it.</summary>
sealed class Mishap
{
    public Func<ICounterFact, bool> Fails { get; set; } = _ => false;
}

sealed class OnCounter(ProbeDb db, Mishap mishap) : IHandle<ICounterFact>
{
    /// <remarks>One statement, as the services' own copies do.</remarks>
    public async Task Handle(ICounterFact fact, CancellationToken cancel)
    {
        if (mishap.Fails(fact)) throw new InvalidDataException("this one cannot be handled");
        var trace = System.Diagnostics.Activity.Current?.TraceId.ToString();
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into copies (id, version, value, applied, trace_id) values ({fact.AggregateId}, {fact.Version}, {fact.Counter.Value}, 1, {trace})
             on conflict (id) do update
             set applied = copies.applied + 1, trace_id = excluded.trace_id, version = greatest(copies.version, excluded.version),
                 value = case when excluded.version < copies.version then copies.value else excluded.value end
             """, cancel);
    }
}
