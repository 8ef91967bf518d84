using System.Collections.Concurrent;
using System.Globalization;
using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>The countries that the system's locale data knows, in the reader's language.</summary>
static class Countries
{
    static readonly Lazy<string[]> Codes = new(() =>
    [
        .. CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name).TwoLetterISORegionName)
            .Where(code => code.Length == 2 && code.All(char.IsAsciiLetterUpper)).Distinct(StringComparer.Ordinal),
    ]);

    static readonly ConcurrentDictionary<(string Language, string First), IReadOnlyList<Option>> Lists = new();

    /// <summary>For a select; the installation's own country comes first.</summary>
    public static IReadOnlyList<Option> Options(string first) => Lists.GetOrAdd((Reader.Language, first), static key =>
    [
        .. Codes.Value.Append(key.First).Distinct(StringComparer.Ordinal)
            .Select(code => new Option(code, Reader.Country(code)))
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
