namespace ClusterTic.Messaging;

/// <summary>What changes as one, and tells of it. Concurrency token, ETag and message version are one number.</summary>
public abstract class Aggregate
{
    readonly List<IFact> raised = [];

    public Guid Id { get; protected init; } = Guid.CreateVersion7();

    public long Version { get; private set; }

    /// <summary>Facts that the next SaveChanges writes into the outbox.</summary>
    internal IReadOnlyList<IFact> Raised => raised;

    internal void ClearRaised() => raised.Clear();

    private protected void Raise(Func<IFact> fact)
    {
        Version++;
        raised.Add(fact());
    }
}

/// <inheritdoc/>
/// <typeparam name="TState">The aggregate's whole public state, as its facts hold it.</typeparam>
public abstract class Aggregate<TState> : Aggregate
{
    /// <summary>The public state now; <see cref="Aggregate.Version"/> is part of it.</summary>
    public abstract TState ToState();

    /// <summary>
    /// Tells the others. Call it after the change: the version rises, then the state is taken. A change to a child
    /// raises its root's.
    /// </summary>
    protected void Raise(Func<TState, IFact> fact) => Raise(() => fact(ToState()));
}
