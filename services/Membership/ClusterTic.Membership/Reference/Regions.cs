using System.Collections.Frozen;

namespace ClusterTic.Membership.Reference;

/// <summary>ISO 3166-2 codes of the districts that an address may name, from <c>regions.csv</c>; other countries are not checked.</summary>
static class Regions
{
    static readonly string[] All = [.. Read()];
    static readonly FrozenSet<string> Known = All.ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenSet<string> Countries = Known.Select(code => code[..2]).ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string country, string region) =>
        region.Length <= 6 && region.StartsWith(country + "-", StringComparison.Ordinal) && (!Countries.Contains(country) || Known.Contains(region));

    /// <summary>A country's codes; none where its districts are not known.</summary>
    public static IReadOnlyList<string> Of(string country) => [.. All.Where(code => code.StartsWith(country + "-", StringComparison.Ordinal))];

    static IEnumerable<string> Read()
    {
        using var file = typeof(Regions).Assembly.GetManifestResourceStream(typeof(Regions), "regions.csv")!;
        using var lines = new StreamReader(file);
        lines.ReadLine();
        while (lines.ReadLine() is { } line)
            if (line.Split(',') is [var code, ..] && code.Length > 0)
                yield return code;
    }
}
