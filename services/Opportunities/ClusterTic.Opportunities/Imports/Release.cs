namespace ClusterTic.Opportunities.Imports;

/// <summary>A release as it came: nothing of it is ever changed or left out.</summary>
sealed class Release
{
    /// <summary>The order of arrival.</summary>
    public long Arrival { get; init; }

    public required Guid OpportunityId { get; init; }

    /// <summary>Its id, or <c>sha256-…</c> where it has none.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>Planning before tender before award, between releases of one instant.</summary>
    public required short Stage { get; init; }

    public required string[] Tags { get; init; }

    /// <summary>SHA-256 of the canonical JSON, in which ocid and id are: the same release never comes in twice.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>Another release of the process has the same id and another content; the later one counts.</summary>
    public required bool Contradicts { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>JSON path in the file.</summary>
    public required string Path { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required string Content { get; init; }
}
