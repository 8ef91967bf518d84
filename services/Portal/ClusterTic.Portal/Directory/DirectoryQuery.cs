namespace ClusterTic.Portal.Directory;

/// <summary>What is asked of the directory, as it stands in the page's address.</summary>
public sealed record DirectoryQuery(string? Q, string? Region, string? Type, string? Category, string? Size, string? Competence)
{
    public static DirectoryQuery OfWords(string? words) => new(words, null, null, null, null, null);

    public (string Name, string? Value)[] Pairs =>
        [("q", Q), ("region", Region), ("type", Type), ("category", Category), ("size", Size), ("competence", Competence)];

    public bool IsFiltered => Pairs.Any(pair => pair.Value is { Length: > 0 });
}
