using ClusterTic.Messaging.History;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.People;

/// <summary>One person with every organisation, role and mandate, and what changed of its data.</summary>
static class ShowPerson
{
    public static void Map(RouteGroupBuilder people)
    {
        people.MapGet("/{id:guid}", Show).Requires(Policies.Manager).RecordsReads("people.show", ReadAbout.Person).WithSummary("Show a person");
        people.MapGet("/{id:guid}/history", History).Requires(Policies.Manager).RecordsReads("people.history", ReadAbout.Person).WithSummary("Show a person's history");
    }

    static async Task<Results<Ok<PersonDetails>, NotFound>> Show(
        Guid id, MembershipDb db, IOptions<ClusterOptions> cluster, TimeProvider clock, CancellationToken cancel) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } person
            ? TypedResults.Ok(await db.ToDetailsAsync(person, cluster.Value.DayOf(clock.GetUtcNow()), cancel))
            : TypedResults.NotFound();

    static async Task<Results<Ok<Page<FieldChange>>, NotFound>> History(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel) =>
        await db.People.AnyAsync(one => one.Id == id, cancel)
            ? TypedResults.Ok(await db.ReadHistoryAsync(id, paging, response, cancel))
            : TypedResults.NotFound();

    /// <param name="today">The day on which a mandate is live or not.</param>
    internal static async Task<PersonDetails> ToDetailsAsync(this MembershipDb db, Person person, DateOnly today, CancellationToken cancel)
    {
        var organisations = await db.Contacts.AsNoTracking()
            .Where(contact => contact.PersonId == person.Id)
            .OrderBy(contact => contact.Until != null).ThenBy(contact => contact.Id)
            .Select(contact => new PersonOrganisation(
                contact.OrganisationId, contact.Organisation!.TradeName ?? contact.Organisation.Name, contact.Id, contact.Role, contact.Title, contact.Phone,
                contact.Since, contact.Until, contact.IsMain))
            .ToListAsync(cancel);
        var bodies = await db.Bodies.AsNoTracking().Where(body => body.Mandates.Any(mandate => mandate.PersonId == person.Id)).ToListAsync(cancel);
        var mandates = bodies.SelectMany(body => body.Mandates.Where(mandate => mandate.PersonId == person.Id), (body, mandate) => (body, mandate)).ToList();
        var represented = await db.OrganisationNamesAsync(mandates.Select(one => one.mandate.OrganisationId), cancel);
        return new(
            person.Id, person.Version, person.Name, person.Email, person.Language, person.Sex, person.BirthYear, organisations,
            [.. mandates.OrderByDescending(one => one.mandate.From).Select(one => new PersonMandate(
                one.body.Id, one.body.Name, one.mandate.Id, one.mandate.Function, one.mandate.OrganisationId,
                one.mandate.OrganisationId is { } organisation ? represented[organisation] : null,
                one.mandate.From, one.mandate.To, one.mandate.IsLive(today)))],
            person.ErasedAt, person.MergedInto);
    }

    /// <summary>The names by which organisations are known.</summary>
    internal static Task<Dictionary<Guid, string>> OrganisationNamesAsync(this MembershipDb db, IEnumerable<Guid?> ids, CancellationToken cancel)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToArray();
        return db.Organisations.Where(one => wanted.Contains(one.Id))
            .Select(one => new { one.Id, Name = one.TradeName ?? one.Name })
            .ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
    }
}
