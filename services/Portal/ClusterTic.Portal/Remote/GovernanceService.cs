using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>The cluster's bodies and their mandates, which Membership keeps.</summary>
public sealed class GovernanceService(HttpClient http, ILogger<GovernanceService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/bodies";

    public Task<Part<Page<BodyEntry>>> Bodies(string? after, int limit, CancellationToken cancel) =>
        Get<Page<BodyEntry>>(Root + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<BodyDetails>> Body(Guid id, CancellationToken cancel) => Get<BodyDetails>($"{Root}/{id}", cancel);

    public Task<Part<Page<FieldChange>>> History(Guid id, int limit, CancellationToken cancel) =>
        Get<Page<FieldChange>>($"{Root}/{id}/history" + Query(("limit", Text(limit))), cancel);

    public Task<Part<BodyDetails>> Define(DefineBodyRequest body, Attempt attempt, CancellationToken cancel) =>
        Post<BodyDetails>(Root, body, attempt, cancel);

    public Task<Part<BodyDetails>> Change(Guid id, ChangeBodyRequest body, long seen, CancellationToken cancel) =>
        Put<BodyDetails>($"{Root}/{id}", body, seen, cancel);

    public Task<Part<BodyDetails>> Close(Guid id, Attempt attempt, CancellationToken cancel) =>
        Post<BodyDetails>($"{Root}/{id}/close", null, attempt, cancel);

    public Task<Part<BodyDetails>> Give(Guid id, GiveMandateRequest mandate, Attempt attempt, CancellationToken cancel) =>
        Post<BodyDetails>($"{Root}/{id}/mandates", mandate, attempt, cancel);

    public Task<Part<BodyDetails>> ChangeMandate(Guid id, Guid mandate, ChangeMandateRequest change, long seen, CancellationToken cancel) =>
        Put<BodyDetails>($"{Root}/{id}/mandates/{mandate}", change, seen, cancel);

    public Task<Part<BodyDetails>> End(Guid id, Guid mandate, EndMandateRequest end, Attempt attempt, CancellationToken cancel) =>
        Post<BodyDetails>($"{Root}/{id}/mandates/{mandate}/end", end, attempt, cancel);

    public Task<Part<Page<MeetingDetails>>> Meetings(Guid id, int limit, CancellationToken cancel) =>
        Get<Page<MeetingDetails>>($"{Root}/{id}/meetings" + Query(("limit", Text(limit))), cancel);

    public Task<Part<MeetingDetails>> AddMeeting(Guid id, MeetingRequest meeting, Attempt attempt, CancellationToken cancel) =>
        Post<MeetingDetails>($"{Root}/{id}/meetings", meeting, attempt, cancel);

    public Task<Part<MeetingDetails>> ChangeMeeting(Guid id, Guid meeting, MeetingRequest change, long seen, CancellationToken cancel) =>
        Put<MeetingDetails>($"{Root}/{id}/meetings/{meeting}", change, seen, cancel);

    public Task<Part<MeetingDetails>> CancelMeeting(Guid id, Guid meeting, Attempt attempt, CancellationToken cancel) =>
        Post<MeetingDetails>($"{Root}/{id}/meetings/{meeting}/cancel", null, attempt, cancel);
}
