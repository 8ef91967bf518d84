using System.Collections.Frozen;

namespace ClusterTic.Membership.Reference;

/// <summary>ISO 3166-2 codes of the districts that an address may name, from <c>regions.csv</c>; other countries are not checked.</summary>
static class Regions
{
    static readonly FrozenDictionary<string, string> Names = ReferenceTable.Read("regions.csv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    static readonly FrozenSet<string> Known = Names.Keys.ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenDictionary<string, string> Codes = Names.DistinctBy(one => Words.Key(one.Value)).ToFrozenDictionary(one => Words.Key(one.Value), one => one.Key, StringComparer.Ordinal);
    static readonly FrozenSet<string> Countries = Known.Select(code => code[..2]).ToFrozenSet(StringComparer.Ordinal);

    public static bool Holds(string country, string region) =>
        region.Length <= 6 && region.StartsWith(country + "-", StringComparison.Ordinal) && (!Countries.Contains(country) || Known.Contains(region));

    /// <summary>The code of a district by its name in any way of writing; what was given where none has it.</summary>
    public static string CodeOf(string name) => Codes.GetValueOrDefault(Words.Key(name)) ?? name;

    /// <summary>A country's codes; none where its districts are not known.</summary>
    public static IReadOnlyList<string> Of(string country) => [.. Names.Keys.Where(code => code.StartsWith(country + "-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
