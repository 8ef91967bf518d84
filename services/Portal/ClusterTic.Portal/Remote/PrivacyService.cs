using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>Personal data as Membership answers for it: the register, terms, orders of erasure, and what it holds and has shown.</summary>
public sealed class PrivacyService(HttpClient http, ILogger<PrivacyService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/";

    public Task<Part<ProcessingRegister>> Register(CancellationToken cancel) => Get<ProcessingRegister>(Root + "privacy/processings", cancel);

    public Task<Part<RetentionRule[]>> Retention(CancellationToken cancel) => Get<RetentionRule[]>(Root + "privacy/retention", cancel);

    public Task<Part<ErasureDetails>> Erase(Guid person, string reason, Attempt attempt, CancellationToken cancel) =>
        Post<ErasureDetails>($"{Root}people/{person}/erase", new ErasePersonRequest(reason), attempt, cancel);

    public Task<Part<Page<ErasureDetails>>> Erasures(string? after, int limit, CancellationToken cancel) =>
        Get<Page<ErasureDetails>>(Root + "erasures" + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<ErasureDetails>> Erasure(Guid id, CancellationToken cancel) => Get<ErasureDetails>($"{Root}erasures/{id}", cancel);

    public Task<Part<PersonData>> Data(Guid person, CancellationToken cancel) => Get<PersonData>($"{Root}people/{person}/data", cancel);

    public Task<Part<Page<DataAccess>>> Accesses(Guid person, int limit, CancellationToken cancel) =>
        Get<Page<DataAccess>>($"{Root}people/{person}/accesses" + Query(("limit", Text(limit))), cancel);
}

/// <summary>The same as Events answers for it.</summary>
public sealed class EventsPrivacyService(HttpClient http, ILogger<EventsPrivacyService> log) : RemoteService("events", http, log)
{
    const string Root = "api/events/v1/people";

    public Task<Part<PersonData>> Data(Guid person, CancellationToken cancel) => Get<PersonData>($"{Root}/{person}/data", cancel);

    public Task<Part<Page<DataAccess>>> Accesses(Guid person, int limit, CancellationToken cancel) =>
        Get<Page<DataAccess>>($"{Root}/{person}/accesses" + Query(("limit", Text(limit))), cancel);
}
