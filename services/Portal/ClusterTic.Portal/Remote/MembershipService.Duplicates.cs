using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

public sealed partial class MembershipService
{
    public Task<Part<Page<DuplicatePairDetails>>> Duplicates(bool dismissed, string? after, int limit, CancellationToken cancel) =>
        Get<Page<DuplicatePairDetails>>(Root + "duplicates" + Query(
            ("dismissed", dismissed ? "true" : null), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<DuplicateCandidate[]>> DuplicatesOf(Guid id, CancellationToken cancel) =>
        Get<DuplicateCandidate[]>($"{Root}organisations/{id}/duplicates", cancel);

    /// <param name="decision">dismiss or reopen.</param>
    public Task<Part<DuplicatePairDetails>> DecideDuplicate(Guid first, Guid second, string decision, Attempt attempt, CancellationToken cancel) =>
        Post<DuplicatePairDetails>($"{Root}duplicates/{first}/{second}/{decision}", null, attempt, cancel);

    public Task<Part<MergePreview>> MergePreview(Guid kept, Guid absorb, CancellationToken cancel) =>
        Get<MergePreview>($"{Root}organisations/{kept}/merge?absorb={absorb}", cancel);

    public Task<Part<MergeDetails>> Merge(Guid kept, MergeRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<MergeDetails>($"{Root}organisations/{kept}/merge", request, attempt, cancel);

    public Task<Part<Page<MergeDetails>>> Merges(Guid? organisation, string? after, int limit, CancellationToken cancel) =>
        Get<Page<MergeDetails>>(Root + "merges" + Query(("organisation", organisation?.ToString()), ("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<MergeDetails>> UndoMerge(Guid id, Attempt attempt, CancellationToken cancel) =>
        Post<MergeDetails>($"{Root}merges/{id}/undo", null, attempt, cancel);
}
