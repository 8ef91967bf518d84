using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Matches;

/// <summary>Brings the matches in line with what the database finds now, and says what changed by their facts.</summary>
static class MatchUpdate
{
    /// <summary>
    /// A notice that comes in while a member does must meet it, though neither sees the other before both have
    /// committed: imports take this lock alone, members share it.
    /// </summary>
    const long Lock = 7_206_041;

    public static Task LockForImportAsync(OpportunitiesDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Lock})", cancel);

    public static Task LockForMemberAsync(OpportunitiesDb db, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({Lock})", cancel);

    /// <summary>After releases came in.</summary>
    /// <param name="changed">The opportunities whose codes or status may have changed, and the date of the release that did it.</param>
    /// <returns>How many matches were found.</returns>
    public static async Task<int> ForOpportunitiesAsync(
        OpportunitiesDb db, IReadOnlyDictionary<Guid, DateTimeOffset> changed, DateTimeOffset now, CancellationToken cancel)
    {
        if (changed.Count == 0) return 0;
        Guid[] ids = [.. changed.Keys];
        var known = await db.Matches.Where(match => ids.Contains(match.OpportunityId)).ToListAsync(cancel);
        var candidates = await Matching.ForOpportunitiesAsync(db, ids, cancel);
        return Update(db, known, candidates, match => changed[match.OpportunityId], candidate => candidate.MemberSince, now);
    }

    /// <summary>After a member came, left or changed what it can do.</summary>
    /// <param name="since">Since when the organisation is what it is now.</param>
    public static async Task ForMemberAsync(OpportunitiesDb db, Guid supplier, DateTimeOffset since, DateTimeOffset now, CancellationToken cancel)
    {
        var known = await db.Matches.Where(match => match.OrganisationId == supplier).ToListAsync(cancel);
        var candidates = await Matching.ForMemberAsync(db, supplier, cancel);
        Update(db, known, candidates, _ => since, _ => since, now);
    }

    static int Update(
        OpportunitiesDb db, List<Match> known, List<Candidate> candidates,
        Func<Match, DateTimeOffset> changedAt, Func<Candidate, DateTimeOffset?> memberSince, DateTimeOffset now)
    {
        var gone = known.ToDictionary(match => (match.OpportunityId, match.OrganisationId));
        var found = 0;
        foreach (var candidate in candidates)
        {
            if (!gone.Remove((candidate.OpportunityId, candidate.OrganisationId), out var match))
                db.Add(match = new Match(candidate.OpportunityId, candidate.OrganisationId));
            var foundAt = memberSince(candidate) is { } since && since > candidate.PublishedAt ? since : candidate.PublishedAt;
            if (match.Status is Match.Withdrawn) found++;
            match.Explain(
                MatchScore.Of(candidate.Reasons, candidate.Codes), MatchScore.Best(candidate.Reasons),
                Earlier(foundAt, now), Earlier(changedAt(match), now));
        }
        foreach (var match in gone.Values) match.Withdraw(Earlier(changedAt(match), now));
        return found;
    }

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
