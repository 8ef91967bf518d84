using ClusterTic.Messaging;
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

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
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
    public async Task Handle(ICounterFact fact, CancellationToken cancel)
    {
        if (mishap.Fails(fact)) throw new InvalidDataException("this one cannot be handled");
        var copy = await db.Copies.FindAsync([fact.AggregateId], cancel);
        if (copy is null) db.Copies.Add(copy = new CounterCopy { Id = fact.AggregateId });
        copy.Applied++;
        copy.TraceId = System.Diagnostics.Activity.Current?.TraceId.ToString();
        if (fact.Version < copy.Version) return;
        (copy.Version, copy.Value) = (fact.Version, fact.Counter.Value);
    }
}
