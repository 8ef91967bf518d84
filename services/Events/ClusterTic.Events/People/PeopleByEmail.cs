using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.People;

/// <summary>Finds the person behind an address, or enters a new one.</summary>
sealed class PeopleByEmail(EventsDb db, EmailKey emailKey)
{
    /// <summary>
    /// The id that the person's registrations carry, and whether it has just been given. The person's row is held until
    /// the transaction ends, so that one person's registrations come one after the other.
    /// </summary>
    public async Task<(Guid Id, bool IsNew)> FindOrAddAsync(string name, string email, string language, CancellationToken cancel)
    {
        var key = emailKey.Of(email);
        while (true)
        {
            if (await FindAsync(key, cancel) is { } known) return (known, false);
            var id = Guid.CreateVersion7();
            // Waits for a transaction that has just claimed the same address; whoever loses finds the winner's person.
            var added = await db.Database.ExecuteSqlAsync(
                $"""
                 with claimed as (
                   insert into people_by_email (email_key, person_id) values ({key}, {id})
                   on conflict (email_key) do nothing returning person_id)
                 insert into people (id, version, name, email, language, provisional)
                 select person_id, 0, {name.Trim()}, {email.Trim()}, {language}, true from claimed
                 """, cancel);
            if (added == 1) return (id, true);
        }
    }

    async Task<Guid?> FindAsync(byte[] key, CancellationToken cancel)
    {
        var found = await db.Database.SqlQuery<Guid>(
            $"""
             select p.id as "Value" from people_by_email k join people p on p.id = k.person_id
             where k.email_key = {key} for no key update of p
             """).ToListAsync(cancel);
        return found is [var id] ? id : null;
    }
}
