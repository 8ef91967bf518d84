using ClusterTic.Reporting.Projections;
using ClusterTic.ServiceDefaults.Http;

namespace ClusterTic.Reporting.Figures;

/// <summary>What every report and indicator can be narrowed by; use with <c>[AsParameters]</c>.</summary>
/// <param name="From">First local day, inclusive, by when things happened.</param>
/// <param name="To">Last local day, inclusive.</param>
/// <param name="AsOf">What Reporting had received at that instant, instead of all.</param>
/// <param name="Region">ISO 3166-2 code of the organisation's region.</param>
/// <param name="Tier">national, sub-regional, continental, international; narrows opportunities and matches.</param>
/// <param name="Category">Code of the membership category; narrows lists of organisations.</param>
readonly record struct Filters(DateOnly? From, DateOnly? To, DateTimeOffset? AsOf, string? Region, string? Tier, string? Category = null)
{
    public Filters Checked(TimeProvider clock)
    {
        if (From > To) throw ProblemException.Field("to", "to-before-from");
        if (AsOf > clock.GetUtcNow()) throw ProblemException.Field("asOf", "as-of-in-the-future");
        if (Region?.Length > 6) throw ProblemException.Field("region", "region-unknown");
        if (Category?.Length > 50) throw ProblemException.Field("category", "category-unknown");
        if (Tier is not (null or "national" or "sub-regional" or "continental" or "international"))
            throw ProblemException.Field("tier", "tier-unknown");
        return this;
    }

    /// <summary>First day; PostgreSQL's −infinity where there is none.</summary>
    public DateOnly FirstDay => From ?? DateOnly.MinValue;

    public DateOnly LastDay => To ?? DateOnly.MaxValue;

    /// <summary>The first instant after the period.</summary>
    public DateTime Until(LocalDays days) =>
        To is { } last && last < DateOnly.MaxValue.AddDays(-2) ? days.Begin(last.AddDays(1)).UtcDateTime : DateTime.MaxValue;

    public string CacheKey => FormattableString.Invariant($"{From:O}|{To:O}|{Uri.EscapeDataString(Region ?? "")}|{Tier}|{Uri.EscapeDataString(Category ?? "")}");
}
