using ClusterTic.Opportunities.Matches;
using CsCheck;

namespace ClusterTic.Opportunities.Tests.Matches;

public sealed class MatchScoreTests
{
    [Fact]
    public void A_reference_in_exactly_what_is_asked_scores_100() => Assert.Equal(100, MatchScore.Of([Reason(8, 5)], 1));

    [Fact]
    public void A_notion_of_the_same_group_scores_49() => Assert.Equal(49, MatchScore.Of([Reason(3, 1)], 1));

    [Fact]
    public void Nothing_in_common_scores_nothing() => Assert.Equal(0, MatchScore.Of([], 3));

    [Fact]
    public void Nearer_better_mastered_and_more_widely_covered_each_score_more()
    {
        Assert.True(MatchScore.Of([Reason(5, 3)], 1) > MatchScore.Of([Reason(4, 3)], 1));
        Assert.True(MatchScore.Of([Reason(4, 4)], 1) > MatchScore.Of([Reason(4, 3)], 1));
        Assert.True(MatchScore.Of([Reason(4, 3), Reason(4, 3, "72500000")], 4) > MatchScore.Of([Reason(4, 3)], 4));
    }

    [Fact]
    public void The_score_stays_between_0_and_100_whatever_the_reasons() => Gen.Select(
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 7]).Array[0, 30], Gen.Int[0, 40]).Sample((reasons, codes) =>
            Assert.InRange(MatchScore.Of([.. reasons.Select(reason => Reason(reason.Item1, reason.Item2))], codes), 0, 100));

    [Fact]
    public void The_best_reasons_come_first_and_no_more_than_ten()
    {
        var best = MatchScore.Best(Enumerable.Range(0, 20).Select(at => Reason(3 + (at % 6), 1 + (at % 5), $"720000{at:00}")));

        Assert.Equal(MatchScore.KeptReasons, best.Count);
        Assert.Equal(best.OrderByDescending(MatchScore.Worth).Select(MatchScore.Worth), best.Select(MatchScore.Worth));
    }

    static MatchReason Reason(int shared, int level, string code = "72200000") => new(code, "72200000", level, shared);
}
