namespace ClusterTic.Opportunities.Ocds;

/// <summary>The file as a whole cannot be taken: nothing of it goes in.</summary>
/// <param name="code">A problem code; its text is in the resources.</param>
/// <param name="place">Where in the file.</param>
sealed class OcdsFileException(string code, OcdsPlace place, Exception? inner = null)
    : Exception($"{code} at {place}", inner)
{
    public string Code { get; } = code;

    public OcdsPlace Place { get; } = place;
}

/// <summary>A place in a file as an editor shows it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">Byte in the line, from 1, counted in UTF-8.</param>
/// <param name="Path">JSON path, <c>$.releases[3].tender</c>.</param>
readonly record struct OcdsPlace(long Line, long Column, string Path)
{
    public override string ToString() => $"line {Line}, byte {Column}, {Path}";
}

/// <summary>The codes of faults that refuse a file.</summary>
static class OcdsFileFaults
{
    public const string Empty = "ocds-file-empty";
    public const string NotJson = "ocds-file-not-json";
    public const string NotUtf8 = "ocds-file-not-utf8";
    public const string WrongKind = "ocds-file-wrong-kind";
    public const string TooDeep = "ocds-file-too-deep";
    public const string ReleaseTooLarge = "ocds-release-too-large";
    public const string TooLarge = "ocds-file-too-large";
}
