using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Commitment: who signed the charter, and when somebody of the team was last in contact.</summary>
public sealed partial class MembershipService
{
    public Task<Part<Page<CharterSignatureDetails>>> Signatures(Guid organisation, CancellationToken cancel) =>
        Get<Page<CharterSignatureDetails>>($"{Root}organisations/{organisation}/charter", cancel);

    public Task<Part<CharterSignatureDetails>> SignCharter(Guid organisation, SignCharterRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<CharterSignatureDetails>($"{Root}organisations/{organisation}/charter", request, attempt, cancel);

    public Task<Part<CharterSignatureDetails>> RevokeSignature(
        Guid organisation, Guid signature, RevokeCharterRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<CharterSignatureDetails>($"{Root}organisations/{organisation}/charter/{signature}/revoke", request, attempt, cancel);

    public Task<Part<Page<InteractionDetails>>> Interactions(Guid organisation, string? after, int limit, CancellationToken cancel) =>
        Get<Page<InteractionDetails>>($"{Root}organisations/{organisation}/interactions" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<InteractionDetails>> RecordInteraction(Guid organisation, InteractionRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<InteractionDetails>($"{Root}organisations/{organisation}/interactions", request, attempt, cancel);

    public Task<Part<InteractionDetails>> ChangeInteraction(
        Guid organisation, Guid interaction, InteractionRequest request, long seen, CancellationToken cancel) =>
        Put<InteractionDetails>($"{Root}organisations/{organisation}/interactions/{interaction}", request, seen, cancel);

    public Task<Part<InteractionDetails>> FollowUp(Guid organisation, Guid interaction, Attempt attempt, CancellationToken cancel) =>
        Post<InteractionDetails>($"{Root}organisations/{organisation}/interactions/{interaction}/follow-up", null, attempt, cancel);

    public Task<Part<InteractionDetails>> CancelInteraction(
        Guid organisation, Guid interaction, CancelInteractionRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<InteractionDetails>($"{Root}organisations/{organisation}/interactions/{interaction}/cancel", request, attempt, cancel);

    public Task<Part<Page<InteractionDetails>>> FollowUps(string? after, int limit, CancellationToken cancel) =>
        Get<Page<InteractionDetails>>(Root + "interactions" + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<Page<QuietMember>>> QuietMembers(string? months, int limit, CancellationToken cancel) =>
        Get<Page<QuietMember>>(Root + "interactions/quiet" + Query(("months", months), ("limit", Text(limit)), ("count", "true")), cancel);
}
