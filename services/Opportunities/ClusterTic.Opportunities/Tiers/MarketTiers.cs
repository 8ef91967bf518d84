using System.Text.Json;

namespace ClusterTic.Opportunities.Tiers;

/// <summary>
/// How far away a market is, seen from the installation's country on a day: national, sub-regional, continental,
/// international. Who belongs to which bloc, and since when, is in <c>tiers.json</c>.
/// </summary>
sealed class MarketTiers
{
    public const string National = "national";
    public const string International = "international";

    public static readonly string[] All = [National, "sub-regional", "continental", International];

    readonly string home;
    readonly IReadOnlyList<Bloc> blocs;

    /// <param name="home">The installation's country, ISO 3166-1 alpha-2.</param>
    public MarketTiers(string home)
    {
        this.home = home;
        using var file = typeof(MarketTiers).Assembly.GetManifestResourceStream("Tiers.tiers.json")!;
        blocs = [.. JsonSerializer.Deserialize<BlocFile>(file, JsonSerializerOptions.Web)!.Blocs.OrderBy(bloc => Array.IndexOf(All, bloc.Tier))];
    }

    /// <summary>The narrowest tier that holds all of these countries. Where none is known, nothing narrower than international is claimed.</summary>
    /// <param name="countries">The buyer's and those of delivery; null for one that the notice does not tell.</param>
    public string Of(DateTimeOffset on, params IEnumerable<string?> countries)
    {
        var places = countries.OfType<string>().Distinct().ToList();
        if (places.Count == 0) return International;
        if (places is [var only] && only == home) return National;
        var day = DateOnly.FromDateTime(on.UtcDateTime);
        return blocs.FirstOrDefault(bloc => bloc.Holds(home, day) && places.TrueForAll(place => bloc.Holds(place, day)))?.Tier ?? International;
    }

    sealed record BlocFile(IReadOnlyList<Bloc> Blocs);

    sealed record Bloc(string Code, string Tier, IReadOnlyList<BlocMember> Members)
    {
        public bool Holds(string country, DateOnly day) =>
            Members.Any(member => member.Country == country && member.From <= day && (member.To is null || day < member.To));
    }

    sealed record BlocMember(string Country, DateOnly From, DateOnly? To);
}

