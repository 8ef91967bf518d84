using ClusterTic.Portal.Components;
using ClusterTic.Portal.Layout;

namespace ClusterTic.Portal.Reference;

/// <summary>The districts of the country, each with the regions in it (ISO 3166-2 names districts only).</summary>
static class Regions
{
    static readonly Region[] All = [.. EmbeddedTable.Read("regions.csv").Select(row => new Region(row[0], row[1], row[2]))];
    static readonly Dictionary<string, Region> ByCode = All.ToDictionary(region => region.Code, StringComparer.Ordinal);

    /// <summary>For a select: the district, and its regions behind it so that readers find theirs.</summary>
    public static IReadOnlyList<Option> Options { get; } =
        [.. All.Select(region => new Option(region.Code, region.Within.Length == 0 ? region.Name : $"{region.Name} ({region.Within})"))];

    public static string? Name(string? code) => code is not null && ByCode.TryGetValue(code, out var region) ? region.Name : code;

    sealed record Region(string Code, string Name, string Within);
}

/// <summary>Where an organisation or an event is.</summary>
static class Places
{
    /// <summary>Town, district and, where it isn't plain, the country.</summary>
    public static string Of(string? town, string? region, string country)
    {
        var near = new[] { town, Regions.Name(region) }.Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.OrdinalIgnoreCase);
        var place = string.Join(", ", near);
        return place.Length == 0 ? Countries.Name(country) : region is null ? $"{place}, {Countries.Name(country)}" : place;
    }
}
