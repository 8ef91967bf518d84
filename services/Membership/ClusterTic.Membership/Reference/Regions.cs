using System.Collections.Frozen;
using System.Globalization;

namespace ClusterTic.Membership.Reference;

/// <summary>
/// ISO 3166-2 codes of the districts that an address may name, from <c>regions.csv</c>; other countries are not checked. The
/// regions within them, which change, are in <c>ci-regions.csv</c> with the days between which each belonged there.
/// </summary>
static class Regions
{
    static readonly FrozenDictionary<string, string> Names = ReferenceTable.Read("regions.csv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
    static readonly FrozenSet<string> Known = Names.Keys.ToFrozenSet(StringComparer.Ordinal);
    static readonly FrozenDictionary<string, string> Codes = Names.DistinctBy(one => Words.Key(one.Value)).ToFrozenDictionary(one => Words.Key(one.Value), one => one.Key, StringComparer.Ordinal);
    static readonly ILookup<string, Within> Parts = ReferenceTable.Read("ci-regions.csv")
        .ToLookup(row => Words.Key(row[3]), row => new Within(Day(row[0])!.Value, Day(row[1]), row[2]), StringComparer.Ordinal);
    static readonly FrozenSet<string> Countries = Known.Select(code => code[..2]).ToFrozenSet(StringComparer.Ordinal);

    static readonly string[] before =
        [.. from kind in (string[])["region", "districtautonome", "district"] from link in (string[])["", "du", "dela", "des", "del", "de", "d"] select kind + link];

    public static bool Holds(string country, string region) =>
        region.Length <= 6 && region.StartsWith(country + "-", StringComparison.Ordinal) && (!Countries.Contains(country) || Known.Contains(region));

    /// <summary>
    /// The code of a district by its name in any way of writing, or by the name of a region that was in it on that day: lists of
    /// enterprises say where they are by either. What was given where none has it.
    /// </summary>
    public static string CodeOf(string name, DateOnly on)
    {
        var key = Words.Key(name);
        return Named(key, on)
            // « Région du Poro », « District autonome d'Abidjan »
            ?? before.Where(kind => key.StartsWith(kind, StringComparison.Ordinal)).Select(kind => Named(key[kind.Length..], on)).FirstOrDefault(code => code is not null)
            ?? name;
    }

    /// <summary>A country's codes; none where its districts are not known.</summary>
    public static IReadOnlyList<string> Of(string country) => [.. Names.Keys.Where(code => code.StartsWith(country + "-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    static string? Named(string key, DateOnly on) => Codes.GetValueOrDefault(key) ?? Parts[key].FirstOrDefault(part => part.Holds(on))?.District;

    static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="To">The last day; null while it holds.</param>
    sealed record Within(DateOnly From, DateOnly? To, string District)
    {
        public bool Holds(DateOnly on) => From <= on && (To is null || on <= To);
    }
}
