using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>The people whom Membership knows.</summary>
public sealed class PeopleService(HttpClient http, ILogger<PeopleService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/people";

    public Task<Part<Page<PersonEntry>>> Search(string? q, string? after, int limit, CancellationToken cancel) =>
        Get<Page<PersonEntry>>(Root + Query(("q", q), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<Page<PeopleAlike>>> Duplicates(bool dismissed, string? after, int limit, CancellationToken cancel) =>
        Get<Page<PeopleAlike>>(Root + "/duplicates" + Query(("dismissed", dismissed ? "true" : null), ("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<PeopleAlike>> TellApart(Guid first, Guid second, Attempt attempt, CancellationToken cancel) =>
        Post<PeopleAlike>($"{Root}/duplicates/{first}/{second}/dismiss", null, attempt, cancel);

    public Task<Part<PersonMergePreview>> MergePreview(Guid kept, Guid absorb, CancellationToken cancel) =>
        Get<PersonMergePreview>($"{Root}/{kept}/merge?absorb={absorb}", cancel);

    public Task<Part<PersonDetails>> Merge(Guid kept, MergePeopleRequest request, Attempt attempt, CancellationToken cancel) =>
        Post<PersonDetails>($"{Root}/{kept}/merge", request, attempt, cancel);

    public Task<Part<PersonDetails>> Person(Guid id, CancellationToken cancel) => Get<PersonDetails>($"{Root}/{id}", cancel);

    public Task<Part<PersonDetails>> Change(Guid id, ChangePersonRequest change, long seen, CancellationToken cancel) =>
        Put<PersonDetails>($"{Root}/{id}", change, seen, cancel);

    public Task<Part<Page<FieldChange>>> History(Guid id, int limit, CancellationToken cancel) =>
        Get<Page<FieldChange>>($"{Root}/{id}/history" + Query(("limit", Text(limit))), cancel);

    public Task<Part<Page<ConsentDetails>>> Consents(Guid id, CancellationToken cancel) =>
        Get<Page<ConsentDetails>>($"{Root}/{id}/consents?limit=200", cancel);

    public Task<Part<ConsentDetails>> GiveConsent(Guid id, GiveConsentRequest consent, Attempt attempt, CancellationToken cancel) =>
        Post<ConsentDetails>($"{Root}/{id}/consents", consent, attempt, cancel);

    public Task<Part<ConsentDetails>> WithdrawConsent(Guid id, Guid consent, Attempt attempt, CancellationToken cancel) =>
        Post<ConsentDetails>($"{Root}/{id}/consents/{consent}/withdraw", null, attempt, cancel);
}
