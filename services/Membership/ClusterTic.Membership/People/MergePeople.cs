using System.Globalization;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>Makes one person of two: shows first what goes along, then lets the one go on with it and empties the other.</summary>
static class MergePeople
{
    public static void Map(RouteGroupBuilder people)
    {
        people.MapGet("/{id:guid}/merge", Preview).Requires(Policies.Manager).RecordsReads("people.merge", ReadAbout.Person).WithSummary("Compare two people before a merge");
        people.MapPost("/{id:guid}/merge", Merge).Requires(Policies.Manager).WithSummary("Merge another person into this one");
    }

    /// <param name="absorb">The one that would end.</param>
    static async Task<Results<Ok<PersonMergePreview>, NotFound>> Preview(
        Guid id, Guid absorb, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel)
    {
        var both = await db.People.AsNoTracking().Where(one => one.Id == id || one.Id == absorb).ToListAsync(cancel);
        if (both.Find(one => one.Id == id) is not { } kept || both.Find(one => one.Id == absorb) is not { } other) return TypedResults.NotFound();
        var today = cluster.Value.DayOf(clock.GetUtcNow());
        return TypedResults.Ok(new PersonMergePreview(
            await db.ToDetailsAsync(kept, today, cancel), await db.ToDetailsAsync(other, today, cancel), await db.CountPersonMovesAsync(absorb, cancel),
            (await ObstacleAsync(db, kept, other, cancel)).Code));
    }

    static async Task<Results<Ok<PersonDetails>, NotFound>> Merge(
        Guid id, MergePeopleRequest request, IfMatch ifMatch, MembershipDb db, MovePerson move, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel) =>
        await db.InTransactionAsync<Results<Ok<PersonDetails>, NotFound>>(async () =>
        {
            // In one order, so that two who merge the same two the other way round wait for each other.
            var absorb = request.Absorb!.Value;
            var both = await db.People.FromSql($"select * from people where id in ({id}, {absorb}) order by id for update").ToListAsync(cancel);
            if (both.Find(one => one.Id == id) is not { } kept) return TypedResults.NotFound();
            if (both.Find(one => one.Id == absorb) is not { } other) throw ProblemException.Field("absorb", PeopleRules.UnknownOther);
            ifMatch.Check(kept.Version);
            new IfMatch(request.AbsorbVersion).Check(other.Version);
            var (obstacle, body) = await ObstacleAsync(db, kept, other, cancel);
            Rule.Require(obstacle is null, obstacle ?? "", ("body", body));

            var at = clock.GetUtcNow();
            other.MergeInto(kept, at);
            await db.SaveChangesAsync(cancel); // with the history of what is emptied, which then belongs to the one that goes on
            await move.RunAsync(other, kept, user.Id, at, cancel);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(await db.ToDetailsAsync(kept, cluster.Value.DayOf(at), cancel));
        }, cancel);

    /// <summary>The rule that keeps them from being merged, and the body where they sit in one both; null where nothing does.</summary>
    static async Task<(string? Code, string? Body)> ObstacleAsync(MembershipDb db, Person kept, Person other, CancellationToken cancel) =>
        other.ObstacleTo(kept) is { } obstacle ? (obstacle, null)
        : await OverlapAsync(db, kept.Id, other.Id, cancel) is { } body ? (PeopleRules.MandatesOverlap, body) : default;

    /// <summary>The name of a body in which both would sit at once.</summary>
    static async Task<string?> OverlapAsync(MembershipDb db, Guid kept, Guid other, CancellationToken cancel) =>
        (await db.Bodies.AsNoTracking().Where(body => body.Mandates.Any(one => one.PersonId == kept) && body.Mandates.Any(one => one.PersonId == other)).ToListAsync(cancel))
        .Find(body => body.Overlap(kept, other))?.Name.In(CultureInfo.CurrentUICulture.Name);
}
