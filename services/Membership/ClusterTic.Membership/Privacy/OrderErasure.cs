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
    const string Service = "membership";

    /// <returns>The order, and whether it is a new one; null where nobody has that id.</returns>
    public async Task<(Erasure Erasure, bool IsNew)?> ForAsync(Guid id, string reason, string by, string? byName, CancellationToken cancel)
    {
        // Held until the end: of two orders the second finds the first one.
        var person = await db.People.FromSql($"select * from people where id = {id} for update").SingleOrDefaultAsync(cancel);
        if (person is null) return null;
        if (await db.Erasures.SingleOrDefaultAsync(one => one.PersonId == id, cancel) is { } before) return (before, false);
        Rule.Require(person.MergedInto is null, PeopleRules.PersonIsMerged);
        await RequireFreeAsync(id, cancel);

        var now = calendar.Now;
        var represented = await db.Representatives.Where(one => one.PersonId == id).ToListAsync(cancel);
        var accounts = represented.Where(one => one.Subject is not null).Select(one => new KnownAccount(one.Issuer!, one.Subject!)).Distinct().ToList();
        foreach (var one in represented.Where(one => one.EndedAt is null)) one.End(Representation.Representative.ContactEnded, by, now);
        var erasure = Erasure.Order(id, reason, privacy.Value.Expected, accounts, by, byName, now);
        db.Erasures.Add(erasure);
        var erased = await EmptyAsync(person, erasure, now, cancel);
        if (erasure.Services.Contains(Service)) erasure.Confirm(Service, erased, null, now, now);
        await db.SaveChangesAsync(cancel);
        return (erasure, true);
    }

    /// <summary>Refuses with what is to be done first: somebody else must take over, and only people can say who.</summary>
    async Task RequireFreeAsync(Guid person, CancellationToken cancel)
    {
        var organisation = await db.Organisations.Where(one => one.ContactId == person && OrganisationStatuses.Open.Contains(one.Status))
            .OrderBy(one => one.Name).Select(one => one.Name).FirstOrDefaultAsync(cancel);
        Rule.Require(organisation is null, PrivacyRules.MainContactCannotBeErased, ("organisation", organisation));
        var today = calendar.Today;
        var body = await db.Bodies.AsNoTracking().OrderBy(one => one.Id).FirstOrDefaultAsync(
            one => one.Mandates.Any(mandate => mandate.PersonId == person && (mandate.To == null || mandate.To >= today)), cancel);
        Rule.Require(body is null, PrivacyRules.MandateHolderCannotBeErased, ("body", body?.Name.In(System.Globalization.CultureInfo.CurrentUICulture.Name)));
    }

    async Task<IReadOnlyList<ErasedCount>> EmptyAsync(Person person, Erasure erasure, DateTimeOffset now, CancellationToken cancel)
    {
        var (id, email) = (person.Id, person.Email);
        var mails = await db.ForgetMailsAsync(email, cancel);
        db.AddMail(email, LastMail(person), now); // after the others went, which it must not go with
        var consents = await WithdrawConsentsAsync(erasure, now, cancel);
        var contacts = await EndContactsAsync(person, now, cancel);
        person.Erase(erasure.Id, now);
        await db.SaveChangesAsync(cancel); // writes the history of all that, which is then emptied with the rest
        List<ErasedCount> counts =
        [
            new("people", 1), new("consents", consents), new("contacts", contacts), new("mails", mails),
            new("history", await db.EraseHistoryAsync(id, now, cancel)), new("parked", await db.ForgetParkedAsync(id, now, cancel)),
            .. await new PersonalTraces(db, id, email, now).EmptyAsync(cancel),
        ];
        return counts.FindAll(one => one.Count > 0);
    }

    async Task<int> WithdrawConsentsAsync(Erasure erasure, DateTimeOffset now, CancellationToken cancel)
    {
        var live = await db.Consents.Where(one => one.PersonId == erasure.PersonId && one.WithdrawnAt == null).ToListAsync(cancel);
        foreach (var consent in live) consent.Withdraw(erasure.By, now > consent.GivenAt ? now : consent.GivenAt);
        return live.Count;
    }

    async Task<int> EndContactsAsync(Person person, DateTimeOffset now, CancellationToken cancel)
    {
        var contacts = await db.Contacts.Where(one => one.PersonId == person.Id).ToListAsync(cancel);
        foreach (var contact in contacts) contact.Erase(calendar.Today);
        foreach (var organisation in await db.Organisations.Where(one => one.ContactId == person.Id && one.ContactPhone != null).ToListAsync(cancel))
            organisation.TakeContact(person, null, now);
        return contacts.Count;
    }

    (string Subject, string Body) LastMail(Person person) => texts.In(person.Language, "erasure-ordered",
        ("person", person.Name), ("day", calendar.Today.InWords(person.Language)), ("cluster", cluster.Value.Name.ToText().In(person.Language)));
}
