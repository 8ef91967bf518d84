using ClusterTic.Membership.Commitment;
using ClusterTic.Membership.Dues;
using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Duplicates;

/// <summary>Makes one organisation of two: shows first in what they differ, then lets the one go on with what the other had.</summary>
static class MergeOrganisations
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapGet("/{id:guid}/merge", Preview).Requires(Policies.Manager).RecordsReads("organisations.merge").WithSummary("Compare two organisations before a merge");
        organisations.MapPost("/{id:guid}/merge", Merge).Requires(Policies.Manager).WithSummary("Merge another organisation into this one");
    }

    /// <param name="absorb">The one that would end.</param>
    static async Task<Results<Ok<MergePreview>, NotFound>> Preview(Guid id, Guid absorb, MembershipDb db, CancellationToken cancel)
    {
        var both = await db.BothAsync(id, absorb, cancel);
        if (both is not var (kept, other)) return TypedResults.NotFound();
        return TypedResults.Ok(new MergePreview(
            kept.ToDetails(), other.ToDetails(), db.Compare(kept, other), await db.CountMovesAsync(other, kept, cancel),
            await ObstacleAsync(db, kept, other, cancel)));
    }

    static async Task<Results<Ok<MergeDetails>, NotFound>> Merge(
        Guid id, MergeRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<MergeDetails>, NotFound>>(async () =>
        {
            if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
            Rule.Require(id != request.Absorb, DuplicateRules.SameOrganisation);
            if (await db.BothAsync(id, request.Absorb!.Value, cancel) is not var (kept, other))
                throw ProblemException.Field("absorb", DuplicateRules.UnknownOrganisation);
            ifMatch.Check(kept.Version);
            new IfMatch(request.AbsorbVersion).Check(other.Version);
            var at = clock.GetUtcNow();
            // Nobody calls or pays on the other one's account meanwhile.
            var account = await db.LockDuesAccountAsync(other.Id, cancel);
            RequireSettled(account);

            var differs = db.Compare(kept, other);
            var take = request.Take ?? [.. differs.Where(field => field.Suggested).Select(field => field.Field)];
            if (take.Except(MergeFields.All.Select(field => field.Code)).FirstOrDefault() is { } unknown)
                throw ProblemException.Field("take", DuplicateRules.UnknownField, ("field", unknown), ("fields", string.Join(", ", MergeFields.All.Select(field => field.Code))));

            other.MergeInto(kept, user.Id, at);
            await db.SaveChangesAsync(cancel); // it lets go of its readable address, which the one that goes on may take
            foreach (var open in await db.ChangeRequests.Include(one => one.Organisation).Where(one => one.OrganisationId == other.Id && one.Status == ChangeRequest.Open).ToListAsync(cancel))
                open.Withdraw(user, at);
            var moved = await db.MoveAsync(other, kept, user.Id, at, cancel);
            var fields = await db.TakeAsync(kept, other, [.. take], cancel);
            if (take.Contains(MergeFields.Contact)) await db.TakeMainContactAsync(kept, cancel);
            var taken = kept.Absorb(other, (await db.LiveSignaturesAsync(kept.Id, cancel)).Newest(cluster.Value), at);
            var merge = new OrganisationMerge
            {
                KeptId = kept.Id, AbsorbedId = other.Id, By = user.Id, ByName = user.Name, At = at, Fields = [.. fields], Taken = taken, Moved = moved,
            };
            db.Merges.Add(merge);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(merge.ToDetails(kept.Name, other.Name));
        }, cancel);

    /// <summary>Documents stay with whom they were made out to, so nothing may be open on them.</summary>
    static void RequireSettled(DuesAccount account) =>
        Rule.Require(account.Balance == 0 && account.Credit == 0, DuplicateRules.OpenDues, ("open", account.Balance), ("credit", account.Credit));

    static async Task<string?> ObstacleAsync(MembershipDb db, Organisation kept, Organisation other, CancellationToken cancel)
    {
        if (kept.Id == other.Id) return DuplicateRules.SameOrganisation;
        if (!OrganisationStatuses.Open.Contains(other.Status) || !OrganisationStatuses.Open.Contains(kept.Status)) return "merge-ended";
        if (other.IsOrWasMember && !kept.IsOrWasMember) return DuplicateRules.KeepTheMember;
        return await db.DuesAccounts.AsNoTracking().Whole().SingleOrDefaultAsync(one => one.OrganisationId == other.Id, cancel) is { } account
            && (account.Balance != 0 || account.Credit != 0) ? DuplicateRules.OpenDues : null;
    }

    internal static async Task<(Organisation Kept, Organisation Other)?> BothAsync(this MembershipDb db, Guid kept, Guid other, CancellationToken cancel) =>
        await db.FindOrganisationAsync(kept, cancel) is { } one && await db.FindOrganisationAsync(other, cancel) is { } two ? (one, two) : null;

    /// <summary>Marks among the contacts the one that the organisation's mails go to.</summary>
    internal static async Task TakeMainContactAsync(this MembershipDb db, Organisation organisation, CancellationToken cancel)
    {
        var contacts = await db.Contacts.Where(one => one.OrganisationId == organisation.Id && one.Until == null).OrderBy(one => one.Id).ToListAsync(cancel);
        if (contacts.Find(one => one.PersonId == organisation.ContactId) is { IsMain: false } main) main.TakeMainFrom(contacts.Find(one => one.IsMain));
    }
}
