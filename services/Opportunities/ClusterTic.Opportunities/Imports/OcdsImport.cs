namespace ClusterTic.Opportunities.Imports;

/// <summary>One file that was taken in. Its figures are those of what is committed, also when it was interrupted.</summary>
sealed class OcdsImport
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The file's name as sent.</summary>
    public required string Source { get; init; }

    public required byte[] FileHash { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, and where it was interrupted: sending the file again completes it.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    public int Releases { get; set; }

    public int Added { get; set; }

    public int Known { get; set; }

    public int Quarantined { get; set; }

    public int OpportunitiesAdded { get; set; }

    public int OpportunitiesChanged { get; set; }

    public int MatchesFound { get; set; }
}

/// <summary>A release that could not be taken, once for each file and place however often the file comes.</summary>
sealed class Quarantined
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The order of arrival, which within a file is that of the file.</summary>
    public long Position { get; init; }

    public required Guid ImportId { get; init; }

    public required byte[] FileHash { get; init; }

    public required string Source { get; init; }

    public required string Path { get; init; }

    public required string Reason { get; init; }

    public required string Detail { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
