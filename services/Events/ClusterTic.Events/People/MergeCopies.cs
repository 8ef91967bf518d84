using ClusterTic.Events.Registrations;
using ClusterTic.Membership;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.People;

/// <summary>
/// Somebody whom Membership had entered twice: places and addresses go to the id that the registrations of the one that
/// goes on carry, so that one human stays one id; the other copy is emptied and leads to it.
/// </summary>
sealed class MergeCopies(EventsDb db, EmailKey emailKey, TimeProvider clock)
{
    /// <remarks>Call it once the copy of the one that goes on is there.</remarks>
    public async Task ForAsync(PersonMerged fact, CancellationToken cancel)
    {
        var (left, into) = (fact.Person, fact.Into);
        var (key, kept) = (emailKey.Of(fact.Email), emailKey.Of(into.Email));
        // Entered also where the person is not known yet: what arrives late then finds it merged.
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into people (id, version, name, email, language, provisional, linked_to)
             values ({left.Id}, {left.Version}, {left.Name}, {left.Email}, {left.Language}, false, {into.Id})
             on conflict (id) do update set version = excluded.version, name = excluded.name, email = excluded.email, linked_to = excluded.linked_to
             where people.erased_at is null
             """, cancel);
        // Whoever had registered here under its address, or was linked to it, is no longer an id that is given to anybody.
        await db.Database.ExecuteSqlAsync(
            $"""
             update people set linked_to = {into.Id}, provisional = false
             where id <> {into.Id} and (linked_to = {left.Id} or (provisional and linked_to is null and id = (select person_id from people_by_email where email_key = {key})))
             """, cancel);
        var target = await db.Database.SqlQuery<Guid>(
            $"""
             select coalesce((select person_id from people_by_email join people on people.id = person_id
               where email_key = {kept} and (people.id = {into.Id} or people.linked_to = {into.Id})), {into.Id}) as "Value"
             """).SingleAsync(cancel);
        // Held, as registering does: nobody takes a place under one of these ids meanwhile.
        var others = await db.Database.SqlQuery<Guid>(
            $"""select id as "Value" from people where id <> {target} and (id = {left.Id} or (linked_to = {into.Id} and not provisional)) order by id for no key update""").ToListAsync(cancel);
        await db.Database.ExecuteSqlAsync($"update people_by_email set person_id = {target} where person_id = any ({others})", cancel);
        // An erasure that was faster has emptied the one that goes on: no address may lead to it again.
        await db.Database.ExecuteSqlAsync($"delete from people_by_email where person_id = {target} and exists (select from people where id = {into.Id} and erased_at is not null)", cancel);
        await MovePlacesAsync(others, target, cancel);
    }

    async Task MovePlacesAsync(List<Guid> from, Guid to, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var moved = await db.Registrations.Where(one => from.Contains(one.PersonId)).OrderBy(one => one.Id).ToListAsync(cancel);
        var events = moved.Select(one => one.EventId).ToHashSet();
        var standing = await db.Registrations.Where(one => one.PersonId == to && events.Contains(one.EventId)).ToDictionaryAsync(one => one.EventId, cancel);
        var freed = new List<(Guid Event, int Seats, int There)>();
        foreach (var registration in moved)
        {
            if (standing.TryGetValue(registration.EventId, out var place))
            {
                var (seats, there) = place.TakeOver(registration, now);
                freed.Add((registration.EventId, seats, there));
            }
            else
            {
                registration.MoveTo(to, now);
                standing.Add(registration.EventId, registration);
            }
        }

        await db.SaveChangesAsync(cancel);
        foreach (var (id, seats, there) in freed.Where(one => one.Seats > 0 || one.There > 0)) // last, as taking a seat
            await db.Database.ExecuteSqlAsync($"update seats set taken = taken - {seats}, checked_in = checked_in - {there} where event_id = {id}", cancel);
    }
}
