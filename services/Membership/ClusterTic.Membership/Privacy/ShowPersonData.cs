using System.Globalization;
using ClusterTic.Membership.People;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Privacy;

/// <summary>All that this service holds about a person, to be handed to that person.</summary>
static class ShowPersonData
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/{id:guid}/data", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.data", ReadAbout.Person)
        .WithSummary("All data about a person");

    static async Task<Results<Ok<PersonData>, NotFound>> Handle(Guid id, MembershipDb db, TimeProvider clock, CancellationToken cancel) =>
        await db.People.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } person
            ? TypedResults.Ok(new PersonData(id, "membership", clock.GetUtcNow(), await CategoriesAsync(db, person, cancel)))
            : TypedResults.NotFound();

    static async Task<IReadOnlyList<DataCategory>> CategoriesAsync(MembershipDb db, Person person, CancellationToken cancel)
    {
        var id = person.Id;
        var contacts = await db.Contacts.AsNoTracking().Where(one => one.PersonId == id).OrderBy(one => one.Id)
            .Select(one => new { Contact = one, Organisation = one.Organisation!.Name, one.Organisation.ContactId, one.Organisation.ContactPhone }).ToListAsync(cancel);
        var consents = await db.Consents.AsNoTracking().Where(one => one.PersonId == id).OrderBy(one => one.Id).ToListAsync(cancel);
        var bodies = await db.Bodies.AsNoTracking().Where(one => one.Mandates.Any(mandate => mandate.PersonId == id)).ToListAsync(cancel);
        var signatures = await (from one in db.CharterSignatures.AsNoTracking()
                                join organisation in db.Organisations on one.OrganisationId equals organisation.Id
                                where one.SignatoryId == id
                                orderby one.Id
                                select new { one.Charter, one.SignedOn, one.RevokedAt, Organisation = organisation.Name }).ToListAsync(cancel);
        var interactions = await db.Interactions.AsNoTracking().Where(one => one.PersonId == id).OrderBy(one => one.Id)
            .Select(one => new { one.HappenedOn, one.Kind, one.Purpose, one.Note, Organisation = one.Organisation!.Name }).ToListAsync(cancel);
        var meetings = await db.Meetings.AsNoTracking().Where(one => one.Attendees.Any(attendee => attendee.PersonId == id)).OrderBy(one => one.Id)
            .Select(one => new { one.StartsAt, one.BodyId }).ToListAsync(cancel);
        var represented = await (from one in db.Representatives.AsNoTracking()
                                 join organisation in db.Organisations on one.OrganisationId equals organisation.Id
                                 where one.PersonId == id
                                 orderby one.Id
                                 select new { Representative = one, Organisation = organisation.Name }).ToListAsync(cancel);
        var requests = await db.ChangeRequests.AsNoTracking().Where(one => one.PersonId == id).OrderBy(one => one.Id)
            .Select(one => new { Request = one, Organisation = one.Organisation!.Name }).ToListAsync(cancel);
        var held = meetings.Select(one => one.BodyId).ToArray();
        var names = await db.Bodies.AsNoTracking().Where(one => held.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.Name, cancel);
        return
        [
            new("people", [Entry(
                ("name", person.Name), ("email", person.Email), ("language", person.Language), ("sex", person.Sex), ("birthYear", Text(person.BirthYear)),
                ("erasedAt", Text(person.ErasedAt)))]),
            new("contacts", [.. contacts.Select(one => Entry(
                ("organisation", one.Organisation), ("role", one.Contact.Role), ("title", one.Contact.Title), ("phone", one.Contact.Phone ?? (one.ContactId == id ? one.ContactPhone : null)),
                ("since", Text(one.Contact.Since)), ("until", Text(one.Contact.Until))))]),
            new("consents", [.. consents.Select(one => Entry(
                ("purpose", one.Purpose), ("textVersion", one.TextVersion), ("how", one.How), ("givenAt", Text(one.GivenAt)), ("withdrawnAt", Text(one.WithdrawnAt))))]),
            new("mandates", [.. bodies.SelectMany(body => body.Mandates.Where(one => one.PersonId == id), (body, one) => Entry(
                ("body", body.Name.In(Language)), ("function", one.Function), ("from", Text(one.From)), ("to", Text(one.To))))]),
            new("meetings", [.. meetings.Select(one => Entry(("body", names[one.BodyId].In(Language)), ("startsAt", Text(one.StartsAt))))]),
            new("charter-signatures", [.. signatures.Select(one => Entry(
                ("organisation", one.Organisation), ("charter", one.Charter), ("day", Text(one.SignedOn)), ("revokedAt", Text(one.RevokedAt))))]),
            new("interactions", [.. interactions.Select(one => Entry(
                ("organisation", one.Organisation), ("day", Text(one.HappenedOn)), ("kind", one.Kind), ("purpose", one.Purpose), ("note", one.Note)))]),
            new("representations", [.. represented.Select(one => Entry(
                ("organisation", one.Organisation), ("representationStatus", one.Representative.ToState().Status), ("invitedAt", Text(one.Representative.InvitedAt)),
                ("appointedAt", Text(one.Representative.AppointedAt)), ("endedAt", Text(one.Representative.EndedAt)), ("endReason", one.Representative.EndReason),
                ("account", one.Representative.Subject)))]),
            new("change-requests", [.. requests.Select(one => Entry(
                ("organisation", one.Organisation), ("askedAt", Text(one.Request.AskedAt)), ("askedByName", one.Request.AskedByName), ("why", one.Request.Why),
                ("proposedName", one.Request.Proposed.Name), ("idu", one.Request.Proposed.Idu), ("rccm", one.Request.Proposed.Rccm),
                ("ncc", one.Request.Proposed.Ncc), ("cnps", one.Request.Proposed.Cnps), ("cleared", string.Join(", ", one.Request.Cleared)),
                ("requestStatus", one.Request.Status), ("settledAt", Text(one.Request.SettledAt)), ("decision", one.Request.Decision)))]),
        ];
    }

    static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    static DataEntry Entry(params IEnumerable<(string Name, string? Value)> fields) =>
        new([.. fields.Where(field => field.Value is { Length: > 0 }).Select(field => new DataField(field.Name, field.Value))]);

    static string? Text(IFormattable? value) => value?.ToString(value is DateOnly or DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);
}
