using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>Records that two people are two, so that nobody is asked again.</summary>
static class TellPeopleApart
{
    public static void Map(RouteGroupBuilder people) => people
        .MapPost("/duplicates/{first:guid}/{second:guid}/dismiss", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Say that two people are not the same");

    static async Task<Results<Ok<PeopleAlike>, NotFound>> Handle(
        Guid first, Guid second, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var both = await db.People.AsNoTracking().Where(one => one.Id == first || one.Id == second).ToListAsync(cancel);
        if (both.Find(one => one.Id == first) is not { } one || both.Find(one => one.Id == second) is not { } other) return TypedResults.NotFound();
        one.RequireTwo(other);

        // Which is the lower is PostgreSQL's word: .NET compares the bytes of an id in another order. Who said so first has said it.
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into people_pairs (first_id, second_id, why, dismissed_at, dismissed_by, dismissed_by_name)
             select least({first}, {second}), greatest({first}, {second}), array_remove(array[
                 case when count(distinct name_key) = 1 then 'name' end,
                 case when exists (select from contacts mine join contacts theirs using (phone) where mine.person_id = {first} and theirs.person_id = {second}) then 'phone' end], null),
               {clock.GetUtcNow()}, {user.Id}, {user.Name}
             from people where id in ({first}, {second})
             on conflict do nothing
             """, cancel);
        var pair = await db.Apart().SingleAsync(
            known => (known.FirstId == first && known.SecondId == second) || (known.FirstId == second && known.SecondId == first), cancel);
        return TypedResults.Ok((await db.ToAlikeAsync([pair.ToAlike()], cancel))[0]);
    }
}
