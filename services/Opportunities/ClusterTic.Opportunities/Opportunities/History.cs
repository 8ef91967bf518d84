using System.Text.Json.Nodes;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Tiers;

namespace ClusterTic.Opportunities.Opportunities;

/// <summary>One release in a process's history.</summary>
/// <param name="Arrival">Position in the order of arrival; only decides between two releases of one id and instant.</param>
/// <param name="Content">Consumed by the merge.</param>
/// <param name="IsFresh">It came just now.</param>
sealed record PastRelease(DateTimeOffset Date, int Stage, string Key, long Arrival, IReadOnlyList<string> Tags, JsonObject Content, bool IsFresh);

/// <summary>Merges a process's releases in the order of their dates and lets the opportunity tell what the fresh ones changed.</summary>
static class History
{
    /// <remarks>
    /// Fresh releases that follow all known ones are told one by one: published, amended, awarded, each on its day. Where
    /// one comes late, between known ones, the past cannot be told again: one fact says what it changes now.
    /// </remarks>
    public static void Replay(Opportunity opportunity, IEnumerable<PastRelease> releases, MarketTiers tiers, DateTimeOffset now)
    {
        var past = releases.ToList();
        past.Sort((one, other) => OcdsMerge.Compare(
            (one.Date, one.Stage, one.Key, one.Arrival), (other.Date, other.Stage, other.Key, other.Arrival)));
        var late = past.FindLastIndex(release => !release.IsFresh) > past.FindIndex(release => release.IsFresh);
        var latestFresh = past.Where(release => release.IsFresh).Max(release => release.Date);

        var process = new JsonObject();
        var released = new List<(IReadOnlyList<string> Tags, DateTimeOffset Date)>(past.Count);
        for (var at = 0; at < past.Count; at++)
        {
            var release = past[at];
            OcdsMerge.Apply(process, release.Content);
            released.Add((release.Tags, release.Date));
            var isLast = at == past.Count - 1;
            if (!isLast && (late || !release.IsFresh)) continue;
            var notice = Notice.Of(process, opportunity.Ocid, released, tiers);
            var occurredAt = late ? latestFresh : release.Date;
            opportunity.Apply(notice, isLast ? now : release.Date, occurredAt < now ? occurredAt : now);
        }
    }
}
