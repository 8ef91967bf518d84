using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <param name="Why">name, phone.</param>
sealed record AlikePair(Guid FirstId, Guid SecondId, string[] Why, DateTimeOffset? DismissedAt, string? DismissedByName);

/// <summary>
/// Who has the same name, without accents or case, or the same phone as somebody else, found by two indexes. A number that
/// many have is that of a switchboard: it makes no pairs.
/// </summary>
static class AlikePeople
{
    /// <summary>People who may be one by a phone that no more than these have.</summary>
    const int MostPerPhone = 5;

    /// <summary>After the given pair, each once, the older entry first, without those that are known to be two. Who is in a group
    /// at all is read from the indexes; pairs are made only as far as the page goes.</summary>
    public static Task<List<AlikePair>> AlikeAsync(this MembershipDb db, Guid first, Guid second, int most, CancellationToken cancel) => db.Database.SqlQuery<AlikePair>(
        $"""
         select one.id as first_id, pair.id as second_id, pair.why, null::timestamptz as dismissed_at, null::text as dismissed_by_name
         from (
           select id, name_key from people
           where id >= {first} and erased_at is null and merged_into is null and name_key in (
             select name_key from people where erased_at is null and merged_into is null group by name_key having count(*) > 1)
           union
           select person.id, person.name_key from contacts join people person on person.id = person_id and person.erased_at is null and person.merged_into is null
           where person_id >= {first} and phone in (
             select phone from (select distinct phone, person_id from contacts where phone is not null) known
             group by phone having count(*) between 2 and {MostPerPhone})
           order by id
         ) one cross join lateral (
           select id, array_agg(why order by why) as why from (
             select other.id, 'name' as why from people other
             where other.name_key = one.name_key and other.id > one.id and other.erased_at is null and other.merged_into is null
             union
             select other.person_id, 'phone' from contacts mine join contacts other on other.phone = mine.phone and other.person_id > mine.person_id
             join people person on person.id = other.person_id and person.erased_at is null and person.merged_into is null
             where mine.person_id = one.id
               and (select count(*) from (select distinct person_id from contacts sharing where sharing.phone = mine.phone limit {MostPerPhone + 1}) those) <= {MostPerPhone}
           ) alike group by id) pair
         where (one.id, pair.id) > ({first}, {second})
           and not exists (select from people_pairs known where known.first_id = one.id and known.second_id = pair.id)
         order by one.id, pair.id limit {most}
         """).ToListAsync(cancel);

    /// <summary>All of them, counted by group: a name that a thousand have makes half a million pairs.</summary>
    public static Task<long> CountAlikeAsync(this MembershipDb db, CancellationToken cancel) => db.Database.SqlQuery<long>(
        $"""
         with shared as materialized (
           select phone, array_agg(person_id) as people from (
             select distinct phone, person_id from contacts where phone is not null) known
           group by phone having count(*) between 2 and {MostPerPhone}
         ), by_phone as materialized (
           select distinct one.id as first_id, other.id as second_id
           from shared cross join unnest(people) as a (id) cross join unnest(people) as b (id)
           join people one on one.id = a.id join people other on other.id = b.id
           where a.id < b.id and one.name_key <> other.name_key and one.erased_at is null and one.merged_into is null and other.erased_at is null and other.merged_into is null
         )
         select (
           (select coalesce(sum(n * (n - 1) / 2), 0) from (select count(*) as n from people where erased_at is null and merged_into is null group by name_key) names)
           + (select count(*) from by_phone)
           - (select count(*) from people_pairs known join people one on one.id = first_id join people other on other.id = second_id
              where one.erased_at is null and one.merged_into is null and other.erased_at is null and other.merged_into is null
                and (one.name_key = other.name_key or exists (select from by_phone where by_phone.first_id = known.first_id and by_phone.second_id = known.second_id)))
         )::bigint as "Value"
         """).SingleAsync(cancel);

    /// <summary>Those that somebody has said to be two.</summary>
    public static IQueryable<PersonPair> Apart(this MembershipDb db) =>
        from pair in db.PeoplePairs.AsNoTracking()
        join one in db.People on pair.FirstId equals one.Id
        join other in db.People on pair.SecondId equals other.Id
        where one.ErasedAt == null && one.MergedInto == null && other.ErasedAt == null && other.MergedInto == null
        select pair;

    public static AlikePair ToAlike(this PersonPair pair) => new(pair.FirstId, pair.SecondId, pair.Why, pair.DismissedAt, pair.DismissedByName);

    /// <summary>The pairs with what is known of the people in them.</summary>
    public static async Task<IReadOnlyList<PeopleAlike>> ToAlikeAsync(this MembershipDb db, IReadOnlyList<AlikePair> pairs, CancellationToken cancel)
    {
        var ids = pairs.SelectMany(pair => new[] { pair.FirstId, pair.SecondId }).Distinct().ToArray();
        var organisations = await SearchPeople.OrganisationsOfAsync(db, ids, cancel);
        var known = await db.People.AsNoTracking().Where(person => ids.Contains(person.Id))
            .Select(person => new { person.Id, person.Name, person.Email, person.Language })
            .ToDictionaryAsync(person => person.Id, person => new PersonEntry(person.Id, person.Name, person.Email, person.Language, [.. organisations[person.Id]]), cancel);
        return [.. pairs.Select(pair => new PeopleAlike(known[pair.FirstId], known[pair.SecondId], pair.Why, pair.DismissedAt, pair.DismissedByName))];
    }
}
