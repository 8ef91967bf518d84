using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Representation;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>
/// What a person did goes along to the one that goes on. What has facts of its own goes through its aggregate, so that
/// everybody's copy follows; other rows by SQL, as when organisations are merged.
/// </summary>
sealed class MovePerson(MembershipDb db, ClusterCalendar calendar, StepMails mails)
{
    public async Task RunAsync(Person from, Person to, string by, DateTimeOffset at, CancellationToken cancel)
    {
        await ContactsAsync(from, to, at, cancel);
        foreach (var body in await db.Bodies.Where(one => one.Mandates.Any(mandate => mandate.PersonId == from.Id)).ToListAsync(cancel)) body.Reassign(from.Id, to.Id, at);
        await RepresentativesAsync(from, to, by, at, cancel);
        // Whoever was merged into it before goes on as the last one too.
        foreach (var earlier in await db.People.Where(one => one.MergedInto == from.Id).ToListAsync(cancel)) earlier.FollowInto(to, at);
        await db.SaveChangesAsync(cancel);
        await RowsAsync(from.Id, to.Id, by, at, cancel);
    }

    /// <summary>Whoever did the same for the same organisation under both names did it once.</summary>
    async Task ContactsAsync(Person from, Person to, DateTimeOffset at, CancellationToken cancel)
    {
        var (theirs, mine) = (await db.Contacts.Where(one => one.PersonId == from.Id).ToListAsync(cancel), await db.Contacts.Where(one => one.PersonId == to.Id).ToListAsync(cancel));
        foreach (var contact in theirs)
        {
            var wasMain = contact.IsMain;
            var same = contact.Until is not null ? null : mine.Find(one => one.Until is null && one.OrganisationId == contact.OrganisationId && one.Role == contact.Role);
            if (same is not null)
            {
                if (wasMain) same.TakeMainFrom(contact);
                contact.End(calendar.Today > contact.Since ? calendar.Today : contact.Since);
            }

            contact.MoveTo(to);
            if (wasMain) await TakeMainAsync(same ?? contact, to, at, cancel);
        }

        // Also of organisations that have ended, which keep their main contact's name.
        foreach (var organisation in (await db.Organisations.Where(one => one.ContactId == from.Id).ToListAsync(cancel)).Where(one => one.ContactId == from.Id))
            organisation.TakeContact(to, organisation.ContactPhone, at);
    }

    async Task TakeMainAsync(Contact main, Person to, DateTimeOffset at, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(main.OrganisationId, cancel) is not { } organisation) return;
        organisation.TakeContact(to, main.Phone ?? organisation.ContactPhone, at);
        // The code that went to the other address would confirm one that is no longer the organisation's.
        if (await db.Confirmations.SingleOrDefaultAsync(one => one.OrganisationId == organisation.Id, cancel) is { } waiting)
            mails.AddCode(db, organisation, waiting.Renew(at));
    }

    /// <summary>Of two open ones for one organisation the one that is in use goes on.</summary>
    async Task RepresentativesAsync(Person from, Person to, string by, DateTimeOffset at, CancellationToken cancel)
    {
        var all = await db.Representatives.Include(one => one.Person).Where(one => one.PersonId == from.Id || one.PersonId == to.Id).ToListAsync(cancel);
        foreach (var theirs in all.FindAll(one => one.PersonId == from.Id))
        {
            if (theirs.EndedAt is null && all.Find(one => one.PersonId == to.Id && one.EndedAt is null && one.OrganisationId == theirs.OrganisationId) is { } mine)
            {
                (theirs.IsLive && !mine.IsLive ? mine : theirs).End("other", by, at);
                await db.SaveChangesAsync(cancel); // else both would be open for the same person for a moment
            }

            theirs.MoveTo(to, at);
        }
    }

    async Task RowsAsync(Guid from, Guid to, string by, DateTimeOffset at, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
             update consents given set person_id = {to},
               withdrawn_at = case when twice then {at} else withdrawn_at end, withdrawn_by = case when twice then {by} else withdrawn_by end
             from (select id, withdrawn_at is null and exists (
                 select from consents same where same.person_id = {to} and same.purpose = theirs.purpose and same.text_version = theirs.text_version and same.withdrawn_at is null) as twice
               from consents theirs where person_id = {from}) found
             where given.id = found.id
             """, cancel);
        await db.Database.ExecuteSqlAsync($"update charter_signatures set signatory_id = {to} where signatory_id = {from}", cancel);
        await db.Database.ExecuteSqlAsync($"update interactions set person_id = {to} where person_id = {from}", cancel);
        await db.Database.ExecuteSqlAsync($"update change_requests set person_id = {to} where person_id = {from}", cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
             with gone as (delete from meeting_attendees where person_id = {from} returning meeting_id)
             insert into meeting_attendees (meeting_id, person_id) select meeting_id, {to} from gone on conflict do nothing
             """, cancel);
        // Whoever was told apart from the one is apart from both.
        await db.Database.ExecuteSqlAsync(
            $"""
             with gone as (delete from people_pairs where {from} in (first_id, second_id) returning *),
               moved as (select case when first_id = {from} then second_id else first_id end as other, * from gone)
             insert into people_pairs (first_id, second_id, why, dismissed_at, dismissed_by, dismissed_by_name)
             select least(other, {to}), greatest(other, {to}), why, dismissed_at, dismissed_by, dismissed_by_name from moved where other <> {to}
             on conflict do nothing
             """, cancel);
        // What a merge of organisations would bring back.
        await db.Database.ExecuteSqlAsync(
            $"""
             update organisation_merges set fields = replace(fields::text, {from}::text, {to}::text)::jsonb
             where exists (select from jsonb_array_elements(fields) field where {from}::text in (field ->> 'was', field ->> 'became'))
             """, cancel);
        // An erasure of the one that goes on empties what was said of both.
        await db.Database.ExecuteSqlAsync($"update history set subject = {to} where subject = {from}", cancel);
    }
}

static class PersonMoveCounts
{
    public static async Task<PersonMoves> CountPersonMovesAsync(this MembershipDb db, Guid person, CancellationToken cancel) => new(
        await db.Contacts.CountAsync(one => one.PersonId == person, cancel),
        await db.Contacts.CountAsync(one => one.PersonId == person && one.IsMain, cancel),
        await db.Bodies.SelectMany(one => one.Mandates).CountAsync(one => one.PersonId == person, cancel),
        await db.Consents.CountAsync(one => one.PersonId == person, cancel),
        await db.CharterSignatures.CountAsync(one => one.SignatoryId == person, cancel),
        await db.Representatives.CountAsync(one => one.PersonId == person, cancel),
        await db.ChangeRequests.CountAsync(one => one.PersonId == person, cancel),
        await db.Interactions.CountAsync(one => one.PersonId == person, cancel),
        await db.Meetings.CountAsync(one => one.Attendees.Any(attendee => attendee.PersonId == person), cancel));
}
