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

    public Task<Part<RegistrationDetails>> Register(Guid eventId, RegisterRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<RegistrationDetails>($"{Root}events/{eventId}/registrations", request, attempt, cancel);

    public Task<Part<Page<RegistrationDetails>>> Registrations(Guid eventId, string? after, int limit, CancellationToken cancel) =>
        Get<Page<RegistrationDetails>>($"{Root}events/{eventId}/registrations" + Query(
            ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<RegistrationDetails>> CheckIn(Guid registrationId, Attempt attempt, CancellationToken cancel) =>
        Post<RegistrationDetails>($"{Root}registrations/{registrationId}/check-in", new CheckInRequest(), attempt, cancel);
}
