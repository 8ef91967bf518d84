using ClusterTic.Membership;
using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.People;

/// <summary>
/// Keeps our copy of the people that Membership knows, from the restricted stream, and links somebody who registered
/// here before under the same address.
/// </summary>
sealed class OnPerson(EventsDb db, EmailKey emailKey, EraseCopy erase, MergeCopies merge) : IHandle<IPersonFact>
{
    public async Task Handle(IPersonFact fact, CancellationToken cancel)
    {
        if (fact is PersonErased erased)
        {
            await erase.ForAsync(erased, cancel);
            return;
        }

        if (fact is PersonMerged merged)
        {
            await KeepAsync(merged.Into, cancel);
            await merge.ForAsync(merged, cancel);
            return;
        }

        await KeepAsync(fact.Person, cancel);
    }

    async Task KeepAsync(PersonState person, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into people (id, version, name, email, language, provisional)
             values ({person.Id}, {person.Version}, {person.Name}, {person.Email}, {person.Language}, false)
             on conflict (id) do update
             set version = excluded.version, name = excluded.name, email = excluded.email, language = excluded.language
             where people.version <= excluded.version and not people.provisional and people.erased_at is null
             """, cancel);
        // After the insert, which waits for an erasure or a merge that is under way: what arrives late must not bring the address back.
        if (await db.People.AnyAsync(one => one.Id == person.Id && (one.ErasedAt != null || one.LinkedTo != null), cancel)) return;

        // An older state that arrives late changes no data, and its address leads to this human all the same: what is
        // linked must not depend on the order.
        // An address that nobody has claimed leads to the id that this human already has in our facts, if any.
        var key = emailKey.Of(person.Email);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into people_by_email (email_key, person_id)
             select {key}, coalesce((select id from people where linked_to = {person.Id} and provisional order by id limit 1), {person.Id})
             on conflict (email_key) do nothing
             """, cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
             update people set linked_to = {person.Id}
             where provisional and linked_to is null
               and id = (select person_id from people_by_email where email_key = {key})
             """, cancel);

        // A newer address that came first leads to an id that no registration carries yet: from now on to the linked one.
        await db.Database.ExecuteSqlAsync(
            $"""
             update people_by_email set person_id = linked.id
             from (select id from people where linked_to = {person.Id} and provisional order by id limit 1) linked
             where person_id = {person.Id} and not exists (select from registrations where person_id = {person.Id})
             """, cancel);
    }
}
