using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Membership.Dues;

/// <summary>The time that dues are for, usually a year.</summary>
/// <param name="To">The last day.</param>
sealed record DuesTerm(DateOnly From, DateOnly To)
{
    const int MostYears = 5;

    public static readonly DateOnly FirstDay = new(1990, 1, 1);
    public static readonly DateOnly LastDay = new(2099, 12, 31);

    public bool Overlaps(DuesTerm other) => From <= other.To && To >= other.From;

    /// <summary>Names each day that cannot be meant.</summary>
    public static DuesTerm Read(Faults faults, DateOnly? from, DateOnly? to, DateOnly? dueOn)
    {
        var (first, last) = (from ?? default, to ?? default);
        CheckDay(faults, "from", first);
        CheckDay(faults, "to", last);
        CheckDay(faults, "dueOn", dueOn ?? default);
        faults.Check(last >= first, "to", DuesRules.TermEndsBeforeItBegins);
        faults.Check(last.Year - first.Year <= MostYears, "to", DuesRules.TermTooLong, ("most", MostYears));
        return new(first, last);
    }

    public static void CheckDay(Faults faults, string field, DateOnly day) => faults.Check(
        day >= FirstDay && day <= LastDay, field, DuesRules.DayOutOfRange, ("first", FirstDay.Year), ("last", LastDay.Year));
}
