using System.Collections.Concurrent;
using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>
/// The countries in the reader's language. The names are our own table, because what the system says depends on its
/// locale data and on who asked first.
/// </summary>
static class Countries
{
    static readonly Dictionary<string, LocalText> Names =
        EmbeddedTable.Read("countries.csv").ToDictionary(row => row[0], row => new LocalText(row[1], row[2]), StringComparer.Ordinal);

    static readonly ConcurrentDictionary<(string Language, string First), IReadOnlyList<Option>> Lists = new();

    /// <summary>The name; the code itself where the table does not hold it.</summary>
    public static string Name(string? code) =>
        string.IsNullOrEmpty(code) ? "" : Names.TryGetValue(code, out var name) ? name.In(Reader.Language) : code;

    /// <summary>For a select; the installation's own country comes first.</summary>
    public static IReadOnlyList<Option> Options(string first) => Lists.GetOrAdd((Reader.Language, first), static key =>
    [
        .. Names.Keys.Append(key.First).Distinct(StringComparer.Ordinal)
            .Select(code => new Option(code, Name(code)))
            .OrderBy(country => country.Value != key.First)
            .ThenBy(country => country.Text, StringComparer.Create(Languages.Culture(key.Language), ignoreCase: true)),
    ]);
}

/// <summary>Codes of kinds of organisation, in the order in which they are offered.</summary>
static class OrganisationTypes
{
    static readonly string[] All = ["company", "startup", "university", "public-body", "association", "finance", "donor"];

    public static IReadOnlyList<Option> Options(Texts texts) => [.. All.Select(code => new Option(code, texts.Code("organisation-type", code)))];
}
