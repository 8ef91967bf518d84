namespace ClusterTic.ServiceDefaults.Data;

/// <summary>Patterns for LIKE. Whoever uses one must name <see cref="Escape"/>: without it the provider knows no escape at all.</summary>
public static class LikePatterns
{
    public const string Escape = "\\";

    const int MostWords = 10;

    /// <summary>The words of a question, of which each must be found; no more than anybody asks for.</summary>
    public static string[] Words(string? question) =>
        [.. (question ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostWords)];

    /// <summary>The word as a pattern that means nothing but itself.</summary>
    public static string Literal(string word) => word
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
