using System.Globalization;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.People;

/// <summary>All that this service holds about a person of Membership, under whichever ids, to be handed to that person.</summary>
static class ShowPersonData
{
    public static void Map(RouteGroupBuilder people) => people
        .MapGet("/{id:guid}/data", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("people.data", ReadAbout.Person)
        .WithSummary("All data about a person");

    /// <remarks>Somebody whom Events does not know has no data here, which is an answer and no fault.</remarks>
    static async Task<Ok<PersonData>> Handle(Guid id, EventsDb db, TimeProvider clock, CancellationToken cancel)
    {
        var people = await db.People.AsNoTracking().Where(one => one.Id == id || one.LinkedTo == id).OrderBy(one => one.Provisional).ThenBy(one => one.Id).ToListAsync(cancel);
        var ids = people.Select(one => one.Id).ToArray();
        var registrations = await (
            from one in db.Registrations.AsNoTracking()
            join @event in db.Events.AsNoTracking().IgnoreAutoIncludes() on one.EventId equals @event.Id
            join organisation in db.Organisations on one.OrganisationId equals organisation.Id into known
            from organisation in known.DefaultIfEmpty()
            where ids.Contains(one.PersonId)
            orderby one.Id
            select new { @event.Title, @event.StartsAt, Organisation = organisation.Name, one.Status, one.RegisteredAt, one.CheckedInAt, one.CancelledAt }).ToListAsync(cancel);
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return TypedResults.Ok(new PersonData(id, "events", clock.GetUtcNow(),
        [
            new("people", [.. people.Select(one => Entry(("name", one.Name), ("email", one.Email), ("language", one.Language), ("erasedAt", Text(one.ErasedAt))))]),
            new("registrations", [.. registrations.Select(one => Entry(
                ("event", one.Title.In(language)), ("startsAt", Text(one.StartsAt)), ("organisation", one.Organisation), ("status", Registrations.RegistrationCodes.Code(one.Status)),
                ("registeredAt", Text(one.RegisteredAt)), ("checkedInAt", Text(one.CheckedInAt)), ("cancelledAt", Text(one.CancelledAt))))]),
        ]));
    }

    static DataEntry Entry(params IEnumerable<(string Name, string? Value)> fields) =>
        new([.. fields.Where(field => field.Value is { Length: > 0 }).Select(field => new DataField(field.Name, field.Value))]);

    static string? Text(DateTimeOffset? value) => value?.ToString("O", CultureInfo.InvariantCulture);
}
