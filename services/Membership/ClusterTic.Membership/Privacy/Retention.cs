using ClusterTic.Membership.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Privacy;

/// <summary>What the rules of retention say is due.</summary>
/// <remarks>
/// A person is due when nothing ties it to the cluster any more and each tie has ended longer ago than its rule says: a
/// contact by its last day, or by the day on which its organisation was turned down or left; a mandate by its last day. A
/// live consent is a tie that has no end.
/// </remarks>
sealed class Retention(MembershipDb db, ClusterCalendar calendar, IOptions<PrivacyOptions> privacy)
{
    const string Applicants = "applicants", Contacts = "contacts", Mandates = "mandates", Notes = "notes";

    RetentionOptions Months => privacy.Value.Retention;

    public async Task<IReadOnlyList<RetentionRule>> RulesAsync(CancellationToken cancel)
    {
        var due = await DuePeople().GroupBy(one => one.Rule).Select(group => new { Rule = group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Rule, one => one.Count, cancel);
        return
        [
            new(Applicants, Months.Applicants, due.GetValueOrDefault(Applicants)),
            new(Contacts, Months.Contacts, due.GetValueOrDefault(Contacts)),
            new(Mandates, Months.Mandates, due.GetValueOrDefault(Mandates)),
            new(Notes, Months.Notes, await DueNotes().CountAsync(cancel)),
        ];
    }

    public Task<List<Guid>> DuePeopleAsync(int most, CancellationToken cancel) =>
        DuePeople().OrderBy(one => one.PersonId).Take(most).Select(one => one.PersonId).ToListAsync(cancel);

    /// <summary>The contact with the organisation stays on record; what was said in it goes.</summary>
    public Task<int> EmptyNotesAsync(CancellationToken cancel) =>
        DueNotes().ExecuteUpdateAsync(set => set.SetProperty(one => one.Note, (string?)null), cancel);

    IQueryable<Commitment.Interaction> DueNotes()
    {
        var before = calendar.Today.AddMonths(-Months.Notes);
        return db.Interactions.Where(one => one.Note != null && one.HappenedOn < before);
    }

    /// <summary>With the rule of the tie that ended last.</summary>
    IQueryable<Due> DuePeople() => db.Database.SqlQuery<Due>(
        $"""
         select tie.person_id, (array_agg(tie.rule order by tie.until desc))[1] as rule
         from (
           select contact.person_id,
             case when closed and organisation.member_since is null then {Applicants} else {Contacts} end as rule,
             coalesce(contact.until, case when closed then coalesce(organisation.withdrawn_at, organisation.decided_at)::date end)
               + make_interval(months => case when closed and organisation.member_since is null then {Months.Applicants} else {Months.Contacts} end) as until
           from contacts contact
           join organisations organisation on organisation.id = contact.organisation_id,
           lateral (select organisation.status in ('rejected', 'withdrawn') as closed) as state
           where organisation.status <> 'merged' -- a contact that did not go along is one of the other organisation already
           union all
           select person_id, {Mandates}, "to" + make_interval(months => {Months.Mandates}) from mandates) tie
         join people person on person.id = tie.person_id and person.erased_at is null
         where not exists (select from consents where consents.person_id = person.id and consents.withdrawn_at is null)
         group by tie.person_id
         having bool_and(tie.until is not null) and max(tie.until) < {calendar.Today}
         """);

    sealed record Due(Guid PersonId, string Rule);
}
