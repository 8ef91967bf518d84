namespace ClusterTic.Messaging.Jobs;

/// <summary>Does one kind of job. Made anew for each run, in a scope of its own.</summary>
public interface IJobHandler
{
    /// <summary>Goes on from the run's checkpoint; saves progress in the transaction of each step's effect.</summary>
    Task RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>
/// What one replica does again and again, such as reminders. It may be done twice (a crash after the work): what was done
/// must be marked in the transaction that does it.
/// </summary>
public interface IRecurring
{
    /// <summary>Kebab case; the key of its row.</summary>
    static abstract string Name { get; }

    static abstract TimeSpan Every { get; }

    Task RunAsync(CancellationToken cancel);
}
