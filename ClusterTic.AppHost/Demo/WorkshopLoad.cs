using ClusterTic.Events;

namespace ClusterTic.AppHost.Demo;

/// <summary>Schedules and publishes the workshop, invites, registers, checks in, and says that it was held.</summary>
sealed class WorkshopLoad(DemoSteps steps, IReadOnlyDictionary<string, Guid> organisations)
{
    const string Events = "/api/events/v1/events";
    const string Registrations = "/api/events/v1/registrations";

    public async Task Load(Sample sample, CancellationToken cancel)
    {
        var workshop = sample.Workshop;
        var id = await steps.Post(Events, "workshop:schedule", Schedule(workshop), DemoJson.Default.ScheduleEventRequest, SampleReader.WorkshopFile, cancel)
            ?? throw new DemoFault(SampleReader.WorkshopFile, "Events gave no id.", "Start over with --reset.");
        await Step(id, "publish", workshop.PublishedAt, cancel);

        var waves = sample.Invitations.GroupBy(invitation => invitation.SentAt).ToArray();
        await steps.ForEach("invitations", waves, (wave, stop) => Invite(id, [.. wave], stop), cancel);
        await steps.ForEach("registrations", sample.Attendance, (person, stop) => Attend(id, person, stop), cancel);
        await Step(id, "hold", workshop.HeldAt, cancel);
    }

    static ScheduleEventRequest Schedule(SampleWorkshop workshop) => new(
        workshop.Title, workshop.Description, workshop.Kind, workshop.StartsAt, workshop.EndsAt, workshop.Venue, workshop.Town,
        workshop.Country, workshop.Capacity, workshop.Sessions, workshop.ScheduledAt);

    Task<Guid?> Step(Guid id, string step, DateTimeOffset at, CancellationToken cancel) =>
        steps.Post($"{Events}/{id}/{step}", $"workshop:{step}", new EventStepRequest(at), DemoJson.Default.EventStepRequest, SampleReader.WorkshopFile, cancel);

    Task<Guid?> Invite(Guid id, SampleInvitation[] wave, CancellationToken cancel)
    {
        var request = new InviteRequest([.. wave.Select(invitation => organisations[invitation.Organisation])], wave[0].SentAt);
        var key = $"workshop:invite:{wave[0].SentAt.UtcDateTime:yyyyMMddHHmm}";
        return steps.Once(key, async () =>
        {
            await steps.Api.Post(
                $"{Events}/{id}/invitations", $"demo:{key}", request, DemoJson.Default.InviteRequest, DemoJson.Default.JsonElement,
                $"{SampleReader.InvitationsFile}, line {wave[0].Line}", cancel);
            return null;
        });
    }

    async Task Attend(Guid id, SampleAttendance person, CancellationToken cancel)
    {
        var where = $"{SampleReader.AttendanceFile}, line {person.Line}";
        var organisation = person.Organisation is { } known ? organisations[known] : (Guid?)null;
        var request = new RegisterRequest(person.Name, person.Email, organisation, person.Language, person.RegisteredAt);
        var registration = await steps.Post($"{Events}/{id}/registrations", $"{person.Ref}:register", request, DemoJson.Default.RegisterRequest, where, cancel);
        if (person.CheckedInAt is { } came)
            await steps.Post($"{Registrations}/{registration}/check-in", $"{person.Ref}:check-in", new CheckInRequest(came), DemoJson.Default.CheckInRequest, where, cancel);
    }
}
