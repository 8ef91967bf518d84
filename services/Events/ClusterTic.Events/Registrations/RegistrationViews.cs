using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Registrations;

static class RegistrationViews
{
    /// <summary>
    /// Registrations with the names of people and organisations: Membership's record of a person where the two are
    /// linked, no name for an organisation that the copy does not know yet.
    /// </summary>
    public static IQueryable<RegistrationDetails> Views(this EventsDb db, IQueryable<Registration> registrations) =>
        from registration in registrations.AsNoTracking()
        join person in db.People on registration.PersonId equals person.Id
        join linked in db.People on person.LinkedTo equals linked.Id into links
        from linked in links.DefaultIfEmpty()
        join organisation in db.Organisations on registration.OrganisationId equals organisation.Id into known
        from organisation in known.DefaultIfEmpty()
        join standing in db.Organisations on organisation.MergedInto equals standing.Id into merged
        from standing in merged.DefaultIfEmpty()
        orderby registration.Id
        select new RegistrationDetails(
            registration.Id, registration.Version, registration.EventId,
            linked == null ? person.Id : linked.Id,
            linked == null ? person.Name : linked.Name,
            standing == null ? registration.OrganisationId : standing.Id, standing == null ? organisation.Name : standing.Name,
            registration.Status == RegistrationStatus.Confirmed ? "confirmed" : "cancelled",
            registration.RegisteredAt, registration.CheckedInAt);

    /// <summary>The registration, held until the transaction ends: a double tap finds what the first one did.</summary>
    public static Task<Registration?> HoldRegistration(this EventsDb db, Guid id, CancellationToken cancel) =>
        db.Registrations.FromSql($"select * from registrations where id = {id} for no key update").SingleOrDefaultAsync(cancel);
}
