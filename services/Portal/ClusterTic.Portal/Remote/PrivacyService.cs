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

    public Task<Part<Page<DataAccess>>> AllAccesses(ReadsChoice choice, CancellationToken cancel) =>
        Get<Page<DataAccess>>(Root + "accesses" + choice.ToQuery(), cancel);
}

/// <summary>The same as Identity answers for it, which knows accounts and no person's id.</summary>
public sealed class IdentityPrivacyService(HttpClient http, ILogger<IdentityPrivacyService> log) : RemoteService("identity", http, log)
{
    const string Root = "api/identity/v1/";

    /// <param name="subjects">Accounts with which the person acts for organisations.</param>
    public Task<Part<PersonData>> Data(Guid person, string email, IReadOnlyList<string> subjects, CancellationToken cancel) =>
        Post<PersonData>($"{Root}people/{person}/data", new { email, subjects }, Attempt.Once(), cancel);

    public Task<Part<Page<DataAccess>>> Accesses(Guid person, int limit, CancellationToken cancel) =>
        Get<Page<DataAccess>>($"{Root}people/{person}/accesses" + Query(("limit", Text(limit))), cancel);

    public Task<Part<Page<DataAccess>>> AllAccesses(ReadsChoice choice, CancellationToken cancel) =>
        Get<Page<DataAccess>>(Root + "accesses" + choice.ToQuery(), cancel);
}

/// <summary>The same as Events answers for it.</summary>
public sealed class EventsPrivacyService(HttpClient http, ILogger<EventsPrivacyService> log) : RemoteService("events", http, log)
{
    const string Root = "api/events/v1/people";

    public Task<Part<PersonData>> Data(Guid person, CancellationToken cancel) => Get<PersonData>($"{Root}/{person}/data", cancel);

    public Task<Part<Page<DataAccess>>> Accesses(Guid person, int limit, CancellationToken cancel) =>
        Get<Page<DataAccess>>($"{Root}/{person}/accesses" + Query(("limit", Text(limit))), cancel);

    public Task<Part<Page<DataAccess>>> AllAccesses(ReadsChoice choice, CancellationToken cancel) =>
        Get<Page<DataAccess>>("api/events/v1/accesses" + choice.ToQuery(), cancel);
}

/// <summary>Which reads of personal data: of one account, between two local days.</summary>
public sealed record ReadsChoice(string? Account, DateOnly? From, DateOnly? To, string? After)
{
    public string ToQuery() => RemoteService.Query(
        ("account", Account), ("from", RemoteService.Text(From)), ("to", RemoteService.Text(To)), ("after", After), ("limit", "50"), ("count", "true"));
}
