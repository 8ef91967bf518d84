namespace ClusterTic.Opportunities.Matches;

/// <summary>
/// How well a member fits a notice, 0 to 100: four fifths by its best reason, one fifth by how many of the notice's
/// codes it covers. A reason is worth how near the codes are, times how well the member masters the competence.
/// </summary>
/// <remarks>
/// Nearness by shared digits: same code 1, then 7: 0.95, 6: 0.90, 5 (category): 0.85, 4 (class): 0.75, 3 (group): 0.60,
/// 2 (division, only where the notice names no more): 0.40. Mastery by level: 1 (notion) 0.60 to 5 (reference) 1.00.
/// So a reference in exactly what is asked scores 100, a notion of the same group 0.60 × 0.60 × 80 + 20 = 49.
/// </remarks>
static class MatchScore
{
    /// <summary>Reasons that a match keeps; more do not convince anybody.</summary>
    public const int KeptReasons = 10;

    static readonly double[] nearness = [0, 0, 0.40, 0.60, 0.75, 0.85, 0.90, 0.95, 1.00];

    /// <param name="reasons">The best for each of the notice's codes that the member covers.</param>
    /// <param name="codes">How many codes the notice has.</param>
    public static int Of(IReadOnlyCollection<MatchReason> reasons, int codes) => reasons.Count == 0
        ? 0
        : (int)Math.Round((80 * reasons.Max(Worth)) + (20.0 * reasons.Count / Math.Max(codes, reasons.Count)), MidpointRounding.AwayFromZero);

    public static double Worth(MatchReason reason) =>
        nearness[Math.Clamp(reason.SharedDigits, 0, 8)] * (0.5 + (0.1 * Math.Clamp(reason.Level, 1, 5)));

    /// <summary>Best first; the order is the same on every run.</summary>
    public static IReadOnlyList<MatchReason> Best(IEnumerable<MatchReason> reasons) =>
    [
        .. reasons.OrderByDescending(Worth).ThenBy(reason => reason.OpportunityCode, StringComparer.Ordinal).Take(KeptReasons),
    ];
}
