using ClusterTic.Opportunities;

namespace ClusterTic.Portal.Remote;

/// <summary>Which markets the members can win.</summary>
public sealed class OpportunitiesService(HttpClient http, ILogger<OpportunitiesService> log) : RemoteService("opportunities", http, log)
{
    const string Root = "api/opportunities/v1/";

    public Task<Part<Page<OpportunityDetails>>> Opportunities(
        string? q, string? status, string? tier, string? code, string? after, int limit, CancellationToken cancel) =>
        Get<Page<OpportunityDetails>>(Root + "opportunities" + Query(
            ("q", q), ("status", status), ("tier", tier), ("code", code), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<OpportunityDetails>> Opportunity(Guid id, CancellationToken cancel) =>
        Get<OpportunityDetails>($"{Root}opportunities/{id}", cancel);

    public Task<Part<Page<MatchDetails>>> Matches(Guid id, string? after, CancellationToken cancel) =>
        Get<Page<MatchDetails>>($"{Root}opportunities/{id}/matches" + Query(("after", after), ("limit", "50"), ("count", "true")), cancel);

    public Task<Part<Page<QuarantinedRelease>>> Quarantine(string? after, int limit, CancellationToken cancel) =>
        Get<Page<QuarantinedRelease>>(Root + "quarantine" + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);
}
