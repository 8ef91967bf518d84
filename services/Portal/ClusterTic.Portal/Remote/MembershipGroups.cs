using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Groups of organisations, found by a saved filter and by hand.</summary>
public sealed partial class MembershipService
{
    public Task<Part<Page<GroupEntry>>> Groups(string? after, int limit, CancellationToken cancel) =>
        Get<Page<GroupEntry>>(Root + "groups" + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<GroupDetails>> Group(Guid id, CancellationToken cancel) => Get<GroupDetails>($"{Root}groups/{id}", cancel);

    public Task<Part<Page<GroupMember>>> GroupMembers(Guid id, string? after, int limit, CancellationToken cancel) =>
        Get<Page<GroupMember>>($"{Root}groups/{id}/members" + Query(("after", after), ("limit", Text(limit))), cancel);

    public Task<Part<GroupDetails>> DefineGroup(DefineGroupRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<GroupDetails>(Root + "groups", request, attempt, cancel);

    public Task<Part<GroupDetails>> ChangeGroup(Guid id, ChangeGroupRequest request, long seen, CancellationToken cancel) =>
        Put<GroupDetails>($"{Root}groups/{id}", request, seen, cancel);

    public Task<Part<GroupDetails>> PickOrganisation(Guid id, PickOrganisationRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<GroupDetails>($"{Root}groups/{id}/picks", request, attempt, cancel);

    /// <param name="step">publish or close.</param>
    public Task<Part<GroupDetails>> GroupStep(Guid id, string step, Attempt attempt, CancellationToken cancel) =>
        Post<GroupDetails>($"{Root}groups/{id}/{step}", null, attempt, cancel);

    /// <summary>How many a filter finds; nothing is saved.</summary>
    public Task<Part<GroupPreview>> PreviewGroup(PreviewGroupRequest request, CancellationToken cancel) =>
        Post<GroupPreview>(Root + "groups/preview", request, new(Guid.CreateVersion7().ToString()), cancel);
}
