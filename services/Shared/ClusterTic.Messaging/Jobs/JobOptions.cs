namespace ClusterTic.Messaging.Jobs;

/// <summary>Section <c>Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>How often a replica looks for work.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a run may be silent before another replica takes it over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often one step is tried.</summary>
    public int Attempts { get; set; } = 5;
}
