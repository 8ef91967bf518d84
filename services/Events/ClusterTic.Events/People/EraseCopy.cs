using ClusterTic.Membership;
using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Parked;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.People;

/// <summary>
/// Empties our copy of a person whom Membership has erased, and what somebody of the same address said here before. Where
/// that somebody was registered stays, under an id without a name. Whoever is known here alone is in no order of erasure.
/// </summary>
sealed class EraseCopy(EventsDb db, EmailKey emailKey, TimeProvider clock)
{
    public async Task ForAsync(PersonErased fact, CancellationToken cancel)
    {
        var (left, key, now) = (fact.Person, emailKey.Of(fact.Email), clock.GetUtcNow());
        // Entered also where the person is not known yet: what arrives late then finds it erased.
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into people (id, version, name, email, language, provisional, erased_at)
             values ({left.Id}, {left.Version}, {left.Name}, {left.Email}, {left.Language}, false, {now})
             on conflict (id) do update set version = excluded.version, name = excluded.name, email = excluded.email, erased_at = excluded.erased_at
             """, cancel);
        var before = await db.Database.ExecuteSqlAsync(
            $"""
             update people set name = {left.Name}, email = id || '@erased.invalid', linked_to = {left.Id}, erased_at = {now}
             where linked_to = {left.Id} or (provisional and linked_to is null and id = (select person_id from people_by_email where email_key = {key}))
             """, cancel);
        var addresses = await db.Database.ExecuteSqlAsync(
            $"""
             delete from people_by_email
             where email_key = {key} or person_id in (select id from people where id = {left.Id} or linked_to = {left.Id})
             """, cancel);
        await GiveAddressToSuccessorAsync(fact.Email, key, cancel);
        var answers = await db.Database.ExecuteSqlAsync(
            $"""
             delete from idempotency_keys using people
             where (people.id = {left.Id} or people.linked_to = {left.Id}) and position(convert_to(people.id::text, 'UTF8') in body) > 0
             """, cancel);
        var parked = await db.ForgetParkedAsync(left.Id, now, cancel);
        var registrations = await db.Registrations.CountAsync(
            one => db.People.Any(person => person.Id == one.PersonId && (person.Id == left.Id || person.LinkedTo == left.Id)), cancel);

        ErasedCount[] erased =
        [
            new("people", before + 1), new("addresses", addresses), new("answers", answers), new("parked", parked), new("registrations-without-name", registrations),
        ];
        db.AddFact(ErasureConfirmed.By("events", fact.ErasureId, left.Id, now, [.. erased.Where(one => one.Count > 0)]));
    }

    /// <summary>Somebody entered anew under the same address may have arrived before this, and found it taken.</summary>
    Task<int> GiveAddressToSuccessorAsync(string email, byte[] key, CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
         insert into people_by_email (email_key, person_id)
         select {key}, id from people where email = {email} and not provisional and erased_at is null order by id limit 1
         on conflict (email_key) do nothing
         """, cancel);
}
