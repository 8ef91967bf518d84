using ClusterTic.Membership;

namespace ClusterTic.AppHost.Demo;

/// <summary>Writes the members' offers down, publishes them when their file says, and confirms them today, so that nobody is asked about them at once.</summary>
sealed class OffersLoad(DemoSteps steps, IReadOnlyDictionary<string, Guid> organisations)
{
    public Task Load(IReadOnlyList<SampleOffer> offers, CancellationToken cancel) => steps.ForEach("offers", offers, Load, cancel);

    async Task Load(SampleOffer one, CancellationToken cancel)
    {
        var where = $"{SampleReader.OffersFile}, {one.Ref}";
        var path = $"/api/membership/v1/organisations/{organisations[one.Organisation]}/offers";
        var id = await steps.Post(
                path, $"{one.Ref}:write", one.Offer with { OccurredAt = one.PublishedAt }, DemoJson.Default.OfferRequest, where, cancel)
            ?? throw new DemoFault(where, "Membership gave no id.", "Start over with --reset.");
        await steps.Post($"{path}/{id}/publish", $"{one.Ref}:publish", new StepRequest(one.PublishedAt), DemoJson.Default.StepRequest, where, cancel);
        await steps.Post($"{path}/{id}/confirm", $"{one.Ref}:confirm", new StepRequest(), DemoJson.Default.StepRequest, where, cancel);
    }
}
