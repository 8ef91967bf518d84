using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// Makes two of one again, within 30 days: the one that ended stands where it stood, with all that was its own; the other
/// one has back what the merge changed, but for what was changed since.
/// </summary>
static class UndoMerge
{
    public static void Map(RouteGroupBuilder merges) => merges
        .MapPost("/{id:guid}/undo", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Undo a merge");

    static async Task<Results<Ok<MergeDetails>, NotFound>> Handle(
        Guid id, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<MergeDetails>, NotFound>>(async () =>
        {
            // Held, so that a second click waits and finds it undone.
            if (await db.Merges.FromSql($"select * from organisation_merges where id = {id} for update").SingleOrDefaultAsync(cancel) is not { } merge)
                return TypedResults.NotFound();
            var at = clock.GetUtcNow();
            merge.Undo(user.Id, at);
            var (kept, other) = (await db.BothAsync(merge.KeptId, merge.AbsorbedId, cancel))!.Value;
            Rule.Require(kept.MergedInto is null && other.MergedInto == kept.Id, DuplicateRules.UndoTheLaterOneFirst, ("name", kept.Name));

            await db.GiveBackAsync(kept, merge.Fields, cancel);
            await db.TakeMainContactAsync(kept, cancel);
            await db.MoveBackAsync(merge.Moved, kept, other, user.Id, at, cancel);
            kept.Release(other, merge.Taken, (await db.LiveSignaturesAsync(kept.Id, cancel)).Newest(cluster.Value), at);
            await db.SaveChangesAsync(cancel);
            // After its name and its main contact are its own again.
            await db.MoveAddressesBackAsync(merge.Moved, kept, other, cancel);
            await db.MoveContactsBackAsync(merge.Moved, kept, other, cancel);
            other.Separate(user.Id, at);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(merge.ToDetails(kept.Name, other.Name));
        }, cancel);
}
