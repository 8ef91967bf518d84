namespace ClusterTic.Reporting.Figures;

/// <summary>How many people of one organisation are in a group, and of how many.</summary>
/// <param name="Whole">What the group is a part of, where both are shown; the rest is then a group as well.</param>
readonly record struct PeopleCell(Guid Organisation, string Region, int People, int? Whole = null);

/// <summary>
/// Decides which counts of people are withheld: groups under five, and as many others as it takes that no withheld one
/// can be computed from the sums that are shown beside it (by region and over all).
/// </summary>
/// <remarks>
/// A group of nobody is shown. Where group and whole are both shown, the rest counts as a group too. What is hidden
/// under one sum must be at least two cells, must not itself add up to fewer than five, and must not add up to the
/// least or the most that groups under five can make, which would tell each of them. Deterministic, so that the same
/// data is always withheld in the same places, whatever filters a reader combines.
/// Not covered: comparing two periods, or the same report before and after one more fact.
/// </remarks>
sealed class Disclosure
{
    /// <summary>From this many people on a group is shown.</summary>
    public const int Least = 5;

    readonly PeopleCell[] cells;
    readonly Dictionary<string, int[]> regions;
    readonly bool[] hidden;
    readonly HashSet<string> hiddenRegions = new(StringComparer.Ordinal);

    Disclosure(IEnumerable<PeopleCell> all)
    {
        // Smallest first, so that the least is lost; then by id, so that it is always the same.
        cells = [.. all.OrderBy(cell => cell.People).ThenBy(cell => cell.Organisation)];
        hidden = [.. cells.Select(cell => IsSmall(cell.People, cell.Whole))];
        regions = Enumerable.Range(0, cells.Length).GroupBy(index => cells[index].Region).ToDictionary(its => its.Key, its => its.ToArray());
        TotalIsHidden = IsSmall(Sum(Enumerable.Range(0, cells.Length)));
        foreach (var (region, its) in regions)
            if (IsSmall(Sum(its))) hiddenRegions.Add(region);
        while (HideMore()) { }
    }

    public static Disclosure Of(IEnumerable<PeopleCell> cells) => new(cells);

    public bool TotalIsHidden { get; private set; }

    public bool RegionIsHidden(string region) => hiddenRegions.Contains(region);

    public IReadOnlySet<Guid> HiddenOrganisations =>
        Enumerable.Range(0, cells.Length).Where(index => hidden[index]).Select(index => cells[index].Organisation).ToHashSet();

    bool HideMore()
    {
        foreach (var (region, its) in regions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var withheld = its.Where(index => hidden[index]).ToArray();
            if (hiddenRegions.Contains(region))
            {
                // Otherwise the region's sum is there for the adding.
                if (withheld.Length == 0 && HideSmallest(its, evenNobody: false)) return true;
                continue;
            }

            if (withheld.Length == 0 || IsSafe(withheld, out var evenNobody)) continue;
            if (!HideSmallest(its, evenNobody)) hiddenRegions.Add(region);
            return true;
        }

        return !TotalIsHidden && hiddenRegions.Count > 0 && HideMoreRegions();
    }

    bool HideMoreRegions()
    {
        var withheld = regions.Where(pair => hiddenRegions.Contains(pair.Key)).SelectMany(pair => pair.Value).Where(index => hidden[index]).ToArray();
        if (hiddenRegions.Count > 1 && IsSafe(withheld, out _)) return false;
        var smallest = regions
            .Where(pair => !hiddenRegions.Contains(pair.Key) && Sum(pair.Value).People > 0)
            .OrderBy(pair => Sum(pair.Value).People).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key)
            .FirstOrDefault();
        if (smallest is null) TotalIsHidden = true;
        else hiddenRegions.Add(smallest);
        return true;
    }

    /// <param name="evenNobody">Whether hiding a group of nobody is enough to make it safe.</param>
    bool IsSafe(int[] withheld, out bool evenNobody)
    {
        var (people, whole) = Sum(withheld);
        var rest = whole - people;
        evenNobody = withheld.Length >= 2 && !IsSmall(people, whole);
        return evenNobody && !TellsEach(people, withheld.Length) && !(rest is { } others && TellsEach(others, withheld.Length));
    }

    bool HideSmallest(int[] its, bool evenNobody)
    {
        foreach (var index in its)
            if (!hidden[index] && (evenNobody || cells[index].People > 0))
                return hidden[index] = true;
        return false;
    }

    (int People, int? Whole) Sum(IEnumerable<int> indexes)
    {
        var (people, whole) = (0, (int?)0);
        foreach (var index in indexes)
        {
            people += cells[index].People;
            whole += cells[index].Whole;
        }

        return (people, whole);
    }

    static bool TellsEach(int people, int groups) => people == groups || people == groups * (Least - 1);

    static bool IsSmall((int People, int? Whole) sum) => IsSmall(sum.People, sum.Whole);

    static bool IsSmall(int people, int? whole) => IsSmall(people) || (people > 0 && whole is { } all && IsSmall(Math.Abs(all - people)));

    static bool IsSmall(int people) => people is > 0 and < Least;
}
