namespace ClusterTic.Portal.Sessions;

/// <summary>Where a reader goes after signing in: a place of the Portal, never another site.</summary>
static class ReturnAddress
{
    /// <returns>The address where it is local, else the home page.</returns>
    public static string Local(string? address) =>
        address is ['/', ..] && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl)
            ? address
            : "/";

    /// <summary>The language of a page's address, <c>/en/…</c>; French where it has none.</summary>
    public static string Language(string address) =>
        address.StartsWith("/en/", StringComparison.Ordinal) || address is "/en" ? "en" : "fr";
}
