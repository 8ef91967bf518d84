namespace ClusterTic.Opportunities.Ocds;

/// <summary>How much one file may ask of the service. Real releases have a few kilobytes; the largest seen, 120.</summary>
sealed record OcdsLimits
{
    public static readonly OcdsLimits Default = new();

    /// <summary>Bytes of the whole file.</summary>
    public long FileBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Bytes of one release, or of all that a package says before its releases.</summary>
    public int ReleaseBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Nested objects and arrays. OCDS itself needs about twelve.</summary>
    public int Depth { get; init; } = 64;
}
