using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>Divisions of ISIC Rev. 4 in the reader's language, by Membership's table.</summary>
static class IsicSectors
{
    static readonly Dictionary<string, LocalText> Names =
        EmbeddedTable.Read("isic.csv").ToDictionary(row => row[0], row => new LocalText(row[1], row[2]), StringComparer.Ordinal);

    public static string Name(string code) => Names.TryGetValue(code, out var name) ? name.In(Reader.Language) : code;

    public static IReadOnlyList<Option> Options => [.. Names.Select(one => new Option(one.Key, $"{one.Key} – {one.Value.In(Reader.Language)}"))];
}
