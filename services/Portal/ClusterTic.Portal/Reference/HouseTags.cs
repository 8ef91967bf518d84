using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>Membership's tags of the house, in the reader's language; each stands for some CPV codes.</summary>
static class HouseTags
{
    static readonly Dictionary<string, LocalText> Names =
        EmbeddedTable.Read("tags.csv").ToDictionary(row => row[0], row => new LocalText(row[1], row[2]), StringComparer.Ordinal);

    public static IEnumerable<string> Codes => Names.Keys;

    /// <summary>The name; the code itself where the table does not hold it.</summary>
    public static string Name(string code) => Names.TryGetValue(code, out var name) ? name.In(Reader.Language) : code;

    /// <summary>For a select, in the order of the names.</summary>
    /// <param name="group">Heading above them.</param>
    public static IReadOnlyList<Option> Options(string? group = null) =>
        [.. Names.Keys.Select(code => new Option(code, Name(code), group)).OrderBy(tag => tag.Text, StringComparer.CurrentCulture)];
}
