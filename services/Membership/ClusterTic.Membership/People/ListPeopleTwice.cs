using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>People who may be entered twice: by the same name, without accents or case, or by a phone that both have.</summary>
static class ListPeopleTwice
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/duplicates", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.duplicates")
        .WithSummary("List people who may be entered twice");

    static async Task<Ok<Page<PeopleAlike>>> Handle([AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (paging.Count is true) response.TotalCount(await Pairs(db, Guid.Empty, Guid.Empty).LongCountAsync(cancel));
        var (first, second) = paging.Keys(2) is [var one, var other]
            ? (Guid.TryParse(one, out var a) ? a : throw ProblemException.Field("after", "cursor-invalid"), Guid.TryParse(other, out var b) ? b : throw ProblemException.Field("after", "cursor-invalid"))
            : (Guid.Empty, Guid.Empty);
        var rows = await Pairs(db, first, second).OrderBy(pair => pair.FirstId).ThenBy(pair => pair.SecondId).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        var ids = page.SelectMany(pair => new[] { pair.FirstId, pair.SecondId }).Distinct().ToArray();
        var organisations = await SearchPeople.OrganisationsOfAsync(db, ids, cancel);
        var known = await db.People.AsNoTracking().Where(person => ids.Contains(person.Id))
            .Select(person => new { person.Id, person.Name, person.Email, person.Language })
            .ToDictionaryAsync(person => person.Id, person => new PersonEntry(person.Id, person.Name, person.Email, person.Language, [.. organisations[person.Id]]), cancel);
        return TypedResults.Ok(new Page<PeopleAlike>(
            [.. page.Select(pair => new PeopleAlike(known[pair.FirstId], known[pair.SecondId], pair.Why))],
            rows.Count > page.Count ? Cursor.Of(page[^1].FirstId.ToString(), page[^1].SecondId.ToString()) : null));
    }

    /// <summary>After the given pair; each once, the older entry first.</summary>
    static IQueryable<Pair> Pairs(MembershipDb db, Guid first, Guid second) => db.Database.SqlQuery<Pair>(
        $"""
         with keys as (
           select id, 'name' as why, regexp_replace(sort_name, '\s+', ' ', 'g') as key from people where erased_at is null and merged_into is null
           union
           select person.id, 'phone', contact.phone from contacts contact join people person on person.id = contact.person_id
           where contact.phone is not null and person.erased_at is null and person.merged_into is null)
         select one.id as first_id, other.id as second_id, array_agg(distinct one.why) as why
         from keys one join keys other on other.why = one.why and other.key = one.key and one.id < other.id
         where (one.id, other.id) > ({first}, {second})
         group by one.id, other.id
         """);

    sealed record Pair(Guid FirstId, Guid SecondId, string[] Why);
}
