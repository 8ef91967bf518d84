using System.Text;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.Opportunities.Tiers;
using CsCheck;

namespace ClusterTic.Opportunities.Tests.Opportunities;

public sealed class HistoryTests
{
    static readonly MarketTiers tiers = new("CI");
    static readonly DateTimeOffset now = new(2026, 11, 25, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Releases of one process in any order and any split give the same opportunity.</summary>
    [Fact]
    public void The_order_in_which_releases_arrive_does_not_matter()
    {
        var release = Gen.Select(
            Gen.Int[0, 4], Gen.OneOf("tender", "tenderAmendment", "award", "planning", "tenderCancellation"), Gen.Int[0, 3], Gen.Int[0, 9],
            (day, tag, item, value) => (day, tag, item, value));
        Gen.Select(release.Array[1, 8], Gen.Int[0, 1000], Gen.Int[1, 8]).Sample((releases, seed, split) =>
        {
            var files = releases.Select((one, at) => Json(at, one.day, one.tag, one.item, one.value)).ToArray();
            var shuffled = files.ToArray();
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Merge([files]), Merge([shuffled]));
            Assert.Equal(Merge([files]), Merge([shuffled[..Math.Min(split, files.Length)], shuffled[Math.Min(split, files.Length)..]]));
        }, iter: 300);
    }

    [Fact]
    public void Of_two_releases_with_one_id_the_later_to_arrive_counts()
    {
        string[] files =
        [
            """{"ocid":"a","id":"1","date":"2024-01-01","tag":["tender"],"tender":{"title":"first"}}""",
            """{"ocid":"a","id":"1","date":"2024-01-01","tag":["tender"],"tender":{"title":"second"}}""",
        ];

        Assert.Contains("second", Merge([files]), StringComparison.Ordinal);
        Assert.Contains("second", Merge([[files[0]], [files[1]]]), StringComparison.Ordinal);
    }

    static string Merge(string[][] imports)
    {
        var opportunity = new Opportunity("a");
        var known = new List<string>();
        foreach (var import in imports.Where(import => import.Length > 0))
        {
            History.Replay(
                opportunity,
                known.Select((json, at) => Past(json, at, isFresh: false)).Concat(import.Select((json, at) => Past(json, known.Count + at, isFresh: true))),
                tiers, now);
            known.AddRange(import);
        }
        var state = opportunity.ToState();
        return System.Text.Json.JsonSerializer.Serialize(state with { Version = 0, Id = Guid.Empty });
    }

    static PastRelease Past(string json, int arrival, bool isFresh)
    {
        var release = OcdsReleaseReader.Read(new OcdsEntry("$", Encoding.UTF8.GetBytes(json)), now, out _)!;
        return new PastRelease(release.Date, release.Stage, release.Key, arrival, release.Tags, release.Content, isFresh);
    }

    static string Json(int id, int day, string tag, int item, int value)
    {
        var status = value % 3 == 0 ? "null" : "\"active\"";
        var awards = tag == "award" ? $$""","awards":[{"id":{{item}} }]""" : "";
        return $$"""
            {"ocid":"a","id":"{{id}}","date":"2024-01-0{{day + 1}}T00:00:00Z","tag":["{{tag}}"],"tender":{"title":"t{{value}}",
             "value":{"amount":{{value}},"currency":"XOF"},"items":[{"id":{{item}},"classification":{"scheme":"CPV","id":"7220000{{value}}"} }],
             "status":{{status}} }{{awards}} }
            """;
    }
}
