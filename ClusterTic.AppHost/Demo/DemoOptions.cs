namespace ClusterTic.AppHost.Demo;

/// <summary>Where the demo is loaded and as whom.</summary>
/// <param name="PublicOrigin">The Portal's address: every service is reached through it, as an outside client does.</param>
/// <param name="TokenEndpoint">OAuth token endpoint, below the same origin.</param>
/// <param name="ClientId">A client with the roles manager and backdate.</param>
/// <param name="Samples">The folder that holds organisations.csv and its companions.</param>
/// <param name="Journal">
/// A file beside the stack's data that remembers what has been loaded; null: only the services' own idempotency keys,
/// which they forget after 24 hours.
/// </param>
sealed record DemoOptions(
    Uri PublicOrigin, Uri TokenEndpoint, string ClientId, string ClientSecret, string Samples, string? Journal = null)
{
    /// <summary>Requests under way at once.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>How long one request is tried again while a service is away or asks to slow down (for a minute).</summary>
    public TimeSpan RequestLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the report may take to show everything after the last request.</summary>
    public TimeSpan ReportLimit { get; init; } = TimeSpan.FromMinutes(2);
}

/// <summary>How far the load is.</summary>
/// <param name="Stage">What is being loaded, for people.</param>
/// <param name="Done">Of this stage.</param>
readonly record struct DemoProgress(string Stage, int Done, int Total);
