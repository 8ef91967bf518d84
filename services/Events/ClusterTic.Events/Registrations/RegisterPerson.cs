using System.Globalization;
using ClusterTic.Events.People;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;
using Registered = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<ClusterTic.Events.RegistrationDetails>,
    Microsoft.AspNetCore.Http.HttpResults.Ok<ClusterTic.Events.RegistrationDetails>,
    Microsoft.AspNetCore.Http.HttpResults.NotFound>;

namespace ClusterTic.Events.Registrations;

/// <summary>
/// Gives a person a place at an event: never more places than seats, and the same person twice is the same
/// registration (200 with the first one instead of 201).
/// </summary>
static class RegisterPerson
{
    public static void Map(RouteGroupBuilder registrations) => registrations.MapPost("/", Handle).Requires(Policies.Public).WithSummary("Register a person");

    static async Task<Registered> Handle(
        Guid id, RegisterRequest request, EventsDb db, PeopleByEmail people, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        RegisterRules.Check(request);
        var at = user.Occurred(request.OccurredAt, clock);
        var found = await (
            from @event in db.Events.VisibleTo(user).AsNoTracking().IgnoreAutoIncludes()
            join seats in db.Seats on @event.Id equals seats.EventId
            where @event.Id == id
            select new { @event.Status, @event.EndsAt, Full = seats.Taken >= seats.Capacity, seats.Capacity }).SingleOrDefaultAsync(cancel);
        if (found is null) return TypedResults.NotFound();
        new Admission(found.Status, found.EndsAt).ForRegistration(at);

        return await db.InTransactionAsync<Registered>(async () =>
        {
            var (person, isNew) = await people.FindOrAddAsync(request.Name, request.Email, request.Language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, cancel);
            var registration = isNew ? null : await db.Registrations
                .SingleOrDefaultAsync(registration => registration.EventId == id && registration.PersonId == person, cancel);
            if (registration is { Status: RegistrationStatus.Confirmed })
                return TypedResults.Ok(await AnswerAsync(registration));

            // Without this a full event would write and roll back each time; the seat itself is decided below.
            Rule.Require(!found.Full, Rules.EventFull, ("capacity", found.Capacity));
            if (registration is null)
                db.Add(registration = Registration.Confirm(id, person, request.OrganisationId, at));
            else
                registration.ConfirmAgain(request.OrganisationId, at);
            await db.SaveChangesAsync(cancel);
            var answer = await AnswerAsync(registration);
            if (!await db.TakeSeat(id, cancel)) await RefuseAsync(); // last, see there
            return TypedResults.Created($"/api/events/v1/registrations/{registration.Id}", answer);
        }, cancel);

        async Task RefuseAsync()
        {
            var seats = await db.Seats.AsNoTracking().SingleAsync(seats => seats.EventId == id, cancel);
            Rule.Require(seats.Open, Rules.EventCancelled);
            Rule.Require(false, Rules.EventFull, ("capacity", seats.Capacity));
        }

        // Whoever is not of the team learns nothing from an address but what they have said themselves.
        async Task<RegistrationDetails> AnswerAsync(Registration registration) => user.IsInRole(Roles.Manager)
            ? await db.Views(db.Registrations.Where(one => one.Id == registration.Id)).SingleAsync(cancel)
            : new(registration.Id, registration.Version, id, registration.PersonId, request.Name, request.OrganisationId, null,
                registration.Status.Code(), registration.RegisteredAt, null);
    }
}
