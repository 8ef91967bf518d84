using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Who acts for which organisation, and what those ask the team to change.</summary>
public sealed partial class MembershipService
{
    public Task<Part<Page<MyRepresentation>>> MyRepresentations(string? after, CancellationToken cancel) =>
        Get<Page<MyRepresentation>>(Root + "representations/mine" + Query(("after", after)), cancel);

    public Task<Part<MyRepresentation>> AcceptRepresentation(AcceptRepresentationRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<MyRepresentation>(Root + "representations/accept", request, attempt, cancel);

    public Task<Part<RepresentativeDetails>> EndRepresentation(
        Guid organisation, Guid representative, EndRepresentativeRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<RepresentativeDetails>($"{Root}organisations/{organisation}/representatives/{representative}/end", request, attempt, cancel);

    public Task<Part<Page<RepresentativeDetails>>> Representatives(Guid organisation, CancellationToken cancel) =>
        Get<Page<RepresentativeDetails>>($"{Root}organisations/{organisation}/representatives?limit=100", cancel);

    public Task<Part<RepresentativeDetails>> InviteRepresentative(
        Guid organisation, InviteRepresentativeRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<RepresentativeDetails>($"{Root}organisations/{organisation}/representatives", request, attempt, cancel);

    /// <param name="dryRun">Counts and invites nobody.</param>
    public Task<Part<InvitedMembers>> InviteMembers(bool dryRun, Attempt attempt, CancellationToken cancel) =>
        Post<InvitedMembers>(Root + "representations/invitations" + Query(("dryRun", dryRun ? "true" : null)), null, attempt, cancel);

    public Task<Part<RepresentativeDetails>> InviteAgain(Guid organisation, Guid representative, Attempt attempt, CancellationToken cancel) =>
        Post<RepresentativeDetails>($"{Root}organisations/{organisation}/representatives/{representative}/invite-again", null, attempt, cancel);

    public Task<Part<Page<ChangeRequestDetails>>> ChangeRequests(Guid organisation, string? after, int limit, CancellationToken cancel) =>
        Get<Page<ChangeRequestDetails>>($"{Root}organisations/{organisation}/change-requests" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<Page<ChangeRequestDetails>>> AllChangeRequests(string status, string? after, int limit, CancellationToken cancel) =>
        Get<Page<ChangeRequestDetails>>(Root + "change-requests" + Query(("status", status), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<ChangeRequestDetails>> AskForChange(Guid organisation, AskForChangeRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<ChangeRequestDetails>($"{Root}organisations/{organisation}/change-requests", request, attempt, cancel);

    /// <param name="step">approve, reject, withdraw.</param>
    public Task<Part<ChangeRequestDetails>> SettleChangeRequest(
        Guid organisation, Guid request, string step, object? body, Attempt attempt, CancellationToken cancel) =>
        Post<ChangeRequestDetails>($"{Root}organisations/{organisation}/change-requests/{request}/{step}", body, attempt, cancel);

    /// <summary>What only the team may read is not asked for on anybody else's page.</summary>
    public Task<Part<T>> ForTeam<T>(Func<Task<Part<T>>> ask) =>
        reader.IsManager ? ask() : Task.FromResult(new Part<T>("membership", PartState.Forbidden));
}
