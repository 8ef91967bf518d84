using ClusterTic.Opportunities.Matches;
using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.Opportunities.Tiers;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Imports;

/// <summary>
/// Takes some releases in: they, the opportunities that they change, the matches and all facts about it are one
/// transaction. What has come before is skipped, so an import that was interrupted is completed by sending it again.
/// </summary>
sealed class ImportBatch(OpportunitiesDb db, MarketTiers tiers, TimeProvider clock)
{
    public async Task ApplyAsync(OcdsImport import, IReadOnlyList<OcdsRelease> releases, IReadOnlyList<ReleaseFault> faults, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await MatchUpdate.LockForImportAsync(db, cancel);

        var fresh = await FreshAsync(releases, cancel);
        import.Releases += releases.Count + faults.Count;
        import.Added += fresh.Count;
        import.Known += releases.Count - fresh.Count;
        import.Quarantined += faults.Count;
        if (fresh.Count > 0) await TakeAsync(import, fresh, cancel);
        await ImportRows.AddFaultsAsync(db, import, faults, clock.GetUtcNow(), cancel);

        db.Update(import);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    async Task<List<OcdsRelease>> FreshAsync(IReadOnlyList<OcdsRelease> releases, CancellationToken cancel)
    {
        if (releases.Count == 0) return [];
        var hashes = releases.Select(release => release.Hash).ToArray();
        var known = await db.Releases.Where(release => hashes.Contains(release.Hash)).Select(release => release.Hash).ToListAsync(cancel);
        var seen = known.Select(Convert.ToHexString).ToHashSet();
        return [.. releases.Where(release => seen.Add(Convert.ToHexString(release.Hash)))];
    }

    async Task TakeAsync(OcdsImport import, List<OcdsRelease> fresh, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ocids = fresh.Select(release => release.Ocid).Distinct().ToArray();
        var opportunities = await db.Opportunities.Where(opportunity => ocids.Contains(opportunity.Ocid)).ToDictionaryAsync(one => one.Ocid, cancel);
        var past = await ImportRows.PastAsync(db, [.. opportunities.Values.Select(opportunity => opportunity.Id)], cancel);

        var contradicting = new HashSet<OcdsRelease>();
        var changed = new Dictionary<Guid, DateTimeOffset>();
        var toMatch = new Dictionary<Guid, DateTimeOffset>();
        foreach (var process in fresh.GroupBy(release => release.Ocid))
        {
            if (!opportunities.TryGetValue(process.Key, out var opportunity))
                db.Add(opportunities[process.Key] = opportunity = new Opportunity(process.Key));
            var history = past[opportunity.Id].ToList();
            var keys = history.Select(release => release.Key).ToHashSet();
            foreach (var release in process.Where(release => !keys.Add(release.Key))) contradicting.Add(release);
            var arrival = long.MaxValue - fresh.Count;
            history.AddRange(process.Select(release => new PastRelease(
                release.Date, release.Stage, release.Key, arrival++, release.Tags, release.Content, IsFresh: true)));

            var (version, codes, wasMatched) = (opportunity.Version, opportunity.Codes, opportunity.IsMatched);
            History.Replay(opportunity, history, tiers, now);
            if (version == 0) import.OpportunitiesAdded++;
            else if (version != opportunity.Version) import.OpportunitiesChanged++;
            if (version == opportunity.Version) continue;
            changed[opportunity.Id] = process.Max(release => release.Date);
            if (version == 0 || wasMatched != opportunity.IsMatched || !codes.SequenceEqual(opportunity.Codes))
                toMatch[opportunity.Id] = changed[opportunity.Id];
        }

        await db.SaveChangesAsync(cancel);
        await ImportRows.AddReleasesAsync(db, import.Id, fresh, release => opportunities[release.Ocid].Id, contradicting, cancel);
        await ImportRows.ReplaceCodesAsync(db, [.. opportunities.Values.Where(opportunity => toMatch.ContainsKey(opportunity.Id))], cancel);
        import.MatchesFound += await MatchUpdate.ForOpportunitiesAsync(db, toMatch, now, cancel);
    }
}
