using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>Records that two organisations are two, so that nobody is asked again; or takes that back.</summary>
static class DecideDuplicate
{
    public static void Map(RouteGroupBuilder duplicates)
    {
        duplicates.MapPost("/{first:guid}/{second:guid}/dismiss", Dismiss).Requires(Policies.Manager).WithSummary("Say that two organisations are not the same");
        duplicates.MapPost("/{first:guid}/{second:guid}/reopen", Reopen).Requires(Policies.Manager).WithSummary("Ask again whether two organisations are the same");
    }

    static Task<Results<Ok<DuplicatePairDetails>, NotFound>> Dismiss(
        Guid first, Guid second, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel) =>
        DecideAsync(first, second, db, pair => pair.Dismiss(user.Id, user.Name, clock.GetUtcNow()), clock, cancel);

    static Task<Results<Ok<DuplicatePairDetails>, NotFound>> Reopen(
        Guid first, Guid second, MembershipDb db, TimeProvider clock, CancellationToken cancel) =>
        DecideAsync(first, second, db, pair => pair.Reopen(), clock, cancel);

    static async Task<Results<Ok<DuplicatePairDetails>, NotFound>> DecideAsync(
        Guid first, Guid second, MembershipDb db, Action<DuplicatePair> decide, TimeProvider clock, CancellationToken cancel)
    {
        Guid[] ids = [first, second];
        var known = await db.Organisations.AsNoTracking().Where(one => ids.Contains(one.Id)).Select(ListDuplicates.Alike).ToDictionaryAsync(one => one.Id, cancel);
        if (known.Count != 2) return TypedResults.NotFound();
        // Which is the lower is PostgreSQL's word: .NET compares the bytes of an id in another order.
        var pair = await db.DuplicatePairs.SingleOrDefaultAsync(
            one => (one.FirstId == first && one.SecondId == second) || (one.FirstId == second && one.SecondId == first), cancel);
        if (pair is null)
        {
            // Somebody may say so before anything has found them.
            await db.Database.ExecuteSqlAsync(
                $"""
                 insert into duplicate_pairs (first_id, second_id, why, likeness, found_at)
                 values (least({first}, {second}), greatest({first}, {second}), array[]::text[], 0, {clock.GetUtcNow()}) on conflict do nothing
                 """, cancel);
            pair = await db.DuplicatePairs.SingleAsync(
                one => (one.FirstId == first && one.SecondId == second) || (one.FirstId == second && one.SecondId == first), cancel);
        }

        decide(pair);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(pair.ToDetails(known[pair.FirstId], known[pair.SecondId]));
    }

    public static DuplicatePairDetails ToDetails(this DuplicatePair pair, AlikeOrganisation first, AlikeOrganisation second) =>
        new(first, second, pair.Why, Math.Round(pair.Likeness, 2), pair.FoundAt, pair.DismissedAt, pair.DismissedByName);
}
