using ClusterTic.Events;

namespace ClusterTic.Portal.Remote;

/// <summary>How the cluster meets.</summary>
public sealed class EventsService(HttpClient http, ILogger<EventsService> log) : RemoteService("events", http, log)
{
    const string Root = "api/events/v1/";

    /// <param name="from">First local day of the start, inclusive.</param>
    /// <param name="to">Last local day of the start, inclusive.</param>
    public Task<Part<Page<EventDetails>>> Events(
        DateOnly? from, DateOnly? to, string? status, string? after, int limit, CancellationToken cancel, bool newestFirst = false) =>
        Get<Page<EventDetails>>(Root + "events" + Query(
            ("from", Text(from)), ("to", Text(to)), ("status", status), ("order", newestFirst ? "newest" : null), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<EventDetails>> Event(Guid id, CancellationToken cancel) => Get<EventDetails>($"{Root}events/{id}", cancel);

    /// <summary>Whom Events could invite together: the groups as they were when they were last published.</summary>
    public Task<Part<Page<InvitableGroup>>> Groups(CancellationToken cancel) => Get<Page<InvitableGroup>>(Root + "groups" + Query(("limit", "200")), cancel);

    /// <param name="dryRun">Counts and invites nobody.</param>
    public Task<Part<InviteResult>> InviteGroup(Guid eventId, Guid group, bool dryRun, Attempt attempt, CancellationToken cancel) =>
        Post<InviteResult>($"{Root}events/{eventId}/invitations/group" + Query(("dryRun", dryRun ? "true" : null)), new InviteGroupRequest(group), attempt, cancel);

    public Task<Part<RegistrationDetails>> Register(Guid eventId, RegisterRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<RegistrationDetails>($"{Root}events/{eventId}/registrations", request, attempt, cancel);

    public Task<Part<Page<RegistrationDetails>>> Registrations(Guid eventId, string? after, int limit, CancellationToken cancel) =>
        Get<Page<RegistrationDetails>>($"{Root}events/{eventId}/registrations" + Query(
            ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<RegistrationDetails>> CheckIn(Guid registrationId, Attempt attempt, CancellationToken cancel) =>
        Post<RegistrationDetails>($"{Root}registrations/{registrationId}/check-in", new CheckInRequest(), attempt, cancel);
}
