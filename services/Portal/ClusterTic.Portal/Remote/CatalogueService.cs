using ClusterTic.Membership;

namespace ClusterTic.Portal.Remote;

/// <summary>What members offer: the public catalogue, and an organisation's offers in whatever state.</summary>
public sealed class CatalogueService(HttpClient http, ILogger<CatalogueService> log) : RemoteService("membership", http, log)
{
    const string Root = "api/membership/v1/";

    /// <param name="choice">The facets' parameters.</param>
    public Task<Part<CataloguePage>> Search(
        IReadOnlyDictionary<string, string?> choice, string? after, int limit, CancellationToken cancel) =>
        Get<CataloguePage>(Root + "catalogue" + Query(
            [.. choice.Select(one => (one.Key, one.Value)), ("after", after), ("limit", Text(limit)), ("count", "true")]), cancel);

    public Task<Part<CataloguePage>> Of(Guid organisation, CancellationToken cancel) =>
        Get<CataloguePage>(Root + "catalogue" + Query(("organisation", organisation.ToString()), ("limit", "50")), cancel);

    public Task<Part<CatalogueOffer>> Shown(string slug, CancellationToken cancel) =>
        Get<CatalogueOffer>($"{Root}catalogue/{Uri.EscapeDataString(slug)}", cancel);

    public Task<Part<object>> CountView(string slug, string? country, Attempt attempt, CancellationToken cancel) =>
        Post<object>($"{Root}catalogue/{Uri.EscapeDataString(slug)}/views", new CountViewRequest(country), attempt, cancel);

    public Task<Part<Page<OfferDetails>>> Offers(Guid organisation, string? after, int limit, CancellationToken cancel) =>
        Get<Page<OfferDetails>>(At(organisation) + Query(("after", after), ("limit", Text(limit)), ("count", "true")), cancel);

    public Task<Part<OfferDetails>> Offer(Guid organisation, Guid offer, CancellationToken cancel) =>
        Get<OfferDetails>($"{At(organisation)}/{offer}", cancel);

    public Task<Part<Page<FieldChange>>> History(Guid organisation, Guid offer, int limit, CancellationToken cancel) =>
        Get<Page<FieldChange>>($"{At(organisation)}/{offer}/history" + Query(("limit", Text(limit))), cancel);

    public Task<Part<OfferDetails>> Write(Guid organisation, OfferRequest offer, Attempt attempt, CancellationToken cancel) =>
        Post<OfferDetails>(At(organisation), offer, attempt, cancel);

    public Task<Part<OfferDetails>> Change(Guid organisation, Guid id, OfferRequest offer, long seen, CancellationToken cancel) =>
        Put<OfferDetails>($"{At(organisation)}/{id}", offer, seen, cancel);

    /// <param name="step">publish, confirm or withdraw.</param>
    public Task<Part<OfferDetails>> Step(Guid organisation, Guid id, string step, Attempt attempt, CancellationToken cancel) =>
        Post<OfferDetails>($"{At(organisation)}/{id}/{step}", null, attempt, cancel);

    static string At(Guid organisation) => $"{Root}organisations/{organisation}/offers";
}
