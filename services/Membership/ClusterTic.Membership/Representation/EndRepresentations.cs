using ClusterTic.Messaging.Jobs;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>Whoever is no longer a contact of an organisation does not act for it either; a contact's last day may lie ahead when it is entered.</summary>
sealed class EndRepresentations(MembershipDb db, ClusterCalendar calendar) : IRecurring
{
    public static string Name => "end-representations";

    public static TimeSpan Every => TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var (today, now) = (calendar.Today, calendar.Now);
        var over = await db.Representatives
            .Where(one => one.EndedAt == null && !db.Contacts.Any(contact =>
                contact.OrganisationId == one.OrganisationId && contact.PersonId == one.PersonId && (contact.Until == null || contact.Until > today)))
            .OrderBy(one => one.Id).Take(1000).ToListAsync(cancel);
        foreach (var one in over) one.End(Representative.ContactEnded, "service/membership", now);
        await db.SaveChangesAsync(cancel);
    }
}

static class ContactEnding
{
    /// <summary>Ends what the person did for the organisation, if it is no contact of it in any other role; call it before SaveChanges.</summary>
    /// <param name="ended">The contact that ends today or has.</param>
    public static async Task EndRepresentationAsync(
        this MembershipDb db, People.Contact ended, DateOnly today, string by, DateTimeOffset at, CancellationToken cancel)
    {
        if (await db.Contacts.AnyAsync(
            one => one.Id != ended.Id && one.OrganisationId == ended.OrganisationId && one.PersonId == ended.PersonId && (one.Until == null || one.Until > today), cancel))
            return;
        var open = await db.Representatives.SingleOrDefaultAsync(
            one => one.OrganisationId == ended.OrganisationId && one.PersonId == ended.PersonId && one.EndedAt == null, cancel);
        open?.End(Representative.ContactEnded, by, at);
    }
}
