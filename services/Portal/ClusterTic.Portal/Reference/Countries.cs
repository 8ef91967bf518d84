using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>The countries of ISO 3166-1 by their short names. The system's own names come in whichever language asked first.</summary>
static class Countries
{
    static readonly Dictionary<string, LocalText> Names =
        EmbeddedTable.Read("countries.csv").ToDictionary(row => row[0], row => new LocalText(row[1], row[2]), StringComparer.Ordinal);

    static readonly Dictionary<string, IReadOnlyList<Option>> Sorted = Languages.All.ToDictionary(
        language => language,
        language => (IReadOnlyList<Option>)
        [
            .. Names.Select(country => new Option(country.Key, country.Value.In(language)))
                .OrderBy(country => country.Text, StringComparer.Create(Languages.Culture(language), ignoreCase: true)),
        ],
        StringComparer.Ordinal);

    /// <summary>The country's name in the reader's language; the code where it is none.</summary>
    public static string Name(string? code) => code is null ? "" : Names.TryGetValue(code, out var name) ? name.In(Reader.Language) : code;

    /// <summary>For a select; the installation's own country comes first.</summary>
    public static IReadOnlyList<Option> Options(string first) => [.. Sorted[Reader.Language].OrderBy(country => country.Value != first)];
}

/// <summary>Codes of kinds of organisation, in the order in which they are offered.</summary>
static class OrganisationTypes
{
    static readonly string[] All = ["company", "startup", "university", "public-body", "association", "finance", "donor"];

    public static IReadOnlyList<Option> Options(Texts texts) => [.. All.Select(code => new Option(code, texts.Code("organisation-type", code)))];
}
