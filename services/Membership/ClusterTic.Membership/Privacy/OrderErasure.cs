using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.People;
using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Mail;
using ClusterTic.Messaging.Parked;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Privacy;

/// <summary>
/// Orders the erasure of a person and does this service's own part, in the transaction that is open. What shows that
/// something happened (a mandate, a signature, who was at a meeting) stays under the id, which is nobody's any more.
/// </summary>
sealed class OrderErasure(
    MembershipDb db, MailTexts texts, ClusterCalendar calendar, IOptions<ClusterOptions> cluster, IOptions<PrivacyOptions> privacy)
{
    /// <summary>Organisations that wait for nobody's mails any more.</summary>
    static readonly OrganisationStatus[] Closed = [OrganisationStatus.Rejected, OrganisationStatus.Withdrawn];

    /// <returns>The order, and whether it is a new one; null where nobody has that id.</returns>
    public async Task<(Erasure Erasure, bool IsNew)?> ForAsync(Guid id, string reason, string by, string? byName, CancellationToken cancel)
    {
        // Held until the end: of two orders the second finds the first one.
        var person = await db.People.FromSql($"select * from people where id = {id} for update").SingleOrDefaultAsync(cancel);
        if (person is null) return null;
        if (await db.Erasures.SingleOrDefaultAsync(one => one.PersonId == id, cancel) is { } before) return (before, false);
        await RequireFreeAsync(id, cancel);

        var (now, email) = (calendar.Now, person.Email);
        var erasure = Erasure.Order(id, reason, privacy.Value.Expected, by, byName, now);
        db.Erasures.Add(erasure);
        var erased = await EmptyAsync(person, erasure, now, cancel);
        if (privacy.Value.Expected.Contains("membership")) erasure.Confirm("membership", [.. erased.Where(one => one.Count > 0)], null, now, now);
        await db.SaveChangesAsync(cancel);
        return (erasure, true);

        async Task<List<ErasedCount>> EmptyAsync(Person whom, Erasure order, DateTimeOffset at, CancellationToken stop)
        {
            var traces = new PersonalTraces(db, id, email, at);
            var counts = new List<ErasedCount> { new("people", 1), new("mails", await db.ForgetMailsAsync(email, stop)) };
            // The last mail to that address, written before it goes and after the others went.
            db.AddMail(email, texts.In(whom.Language, "erasure-ordered", ("person", whom.Name), ("day", calendar.Today.InWords(whom.Language)),
                ("cluster", cluster.Value.Name.ToText().In(whom.Language))), at);
            counts.Add(new("consents", await WithdrawConsentsAsync(by, at, stop)));
            counts.Add(new("contacts", await EndContactsAsync(at, stop)));
            whom.Erase(order.Id, at);
            await db.SaveChangesAsync(stop); // writes the history of all that, which the next line empties with the rest
            counts.Add(new("history", await db.EraseHistoryAsync(id, at, stop)));
            counts.Add(new("parked", await db.ForgetParkedAsync(id, at, stop)));
            counts.AddRange(await traces.EmptyAsync(stop));
            return counts;
        }

        async Task<int> WithdrawConsentsAsync(string account, DateTimeOffset at, CancellationToken stop)
        {
            var live = await db.Consents.Where(one => one.PersonId == id && one.WithdrawnAt == null).ToListAsync(stop);
            foreach (var consent in live) consent.Withdraw(account, at > consent.GivenAt ? at : consent.GivenAt);
            return live.Count;
        }

        async Task<int> EndContactsAsync(DateTimeOffset at, CancellationToken stop)
        {
            var contacts = await db.Contacts.Where(one => one.PersonId == id).ToListAsync(stop);
            foreach (var contact in contacts) contact.Erase(calendar.Today);
            foreach (var organisation in await db.Organisations.Where(one => one.ContactId == id && one.ContactPhone != null).ToListAsync(stop))
                organisation.TakeContact(person, null, at);
            return contacts.Count;
        }
    }

    /// <summary>Refuses with what is to be done first: somebody else must take over, and only people can say who.</summary>
    async Task RequireFreeAsync(Guid person, CancellationToken cancel)
    {
        var organisation = await db.Organisations.Where(one => one.ContactId == person && !Closed.Contains(one.Status))
            .OrderBy(one => one.Name).Select(one => one.Name).FirstOrDefaultAsync(cancel);
        Rule.Require(organisation is null, PrivacyRules.MainContactCannotBeErased, ("organisation", organisation));
        var today = calendar.Today;
        var body = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(
            one => one.Mandates.Any(mandate => mandate.PersonId == person && (mandate.To == null || mandate.To >= today)), cancel);
        Rule.Require(body is null, PrivacyRules.MandateHolderCannotBeErased, ("body", body?.Name.In(System.Globalization.CultureInfo.CurrentUICulture.Name)));
    }
}
