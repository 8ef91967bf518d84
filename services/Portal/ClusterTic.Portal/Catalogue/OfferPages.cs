using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Catalogue;

/// <summary>What the cluster team writes down of an organisation's offers, and what becomes of them.</summary>
static class OfferPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/organisations/{id:guid}/offers", Index).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/offers", Write).Requires(Policies.SignedIn);
        pages.MapGet("/organisations/{id:guid}/offers/{offer:guid}", Details).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/offers/{offer:guid}", Change).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/offers/{offer:guid}/{step:regex(^(publish|confirm|withdraw)$)}", Step).Requires(Policies.SignedIn);
    }

    static Task<IResult> Index(Guid id, string? after, MembershipService membership, CatalogueService catalogue, CancellationToken cancel) =>
        List(id, after, null, null, StatusCodes.Status200OK, membership, catalogue, cancel);

    static async Task<IResult> Write(
        Guid id, IFormCollection form, MembershipService membership, CatalogueService catalogue, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var draft = OfferDraft.Read(form, numbers);
        var written = numbers.Refused<OfferDetails>() ?? await catalogue.Write(id, draft.Offer, form.Attempt(), cancel);
        return written.IsHere
            ? Done(id, written.Value!.Id, "written")
            : await List(id, null, draft, Show.RefusalOf(written, texts), Show.StatusOf(written), membership, catalogue, cancel);
    }

    static async Task<IResult> List(
        Guid id, string? after, OfferDraft? draft, Refusal? refusal, int status, MembershipService membership, CatalogueService catalogue,
        CancellationToken cancel)
    {
        var (organisation, offers) = (membership.Organisation(id, cancel), catalogue.Offers(id, after, 50, cancel));
        return await organisation is { IsHere: true } here
            ? Show.Page<OffersPage>(new { Organisation = here.Value, Found = await offers, Draft = draft ?? OfferDraft.Empty, Refusal = refusal }, status)
            : Show.Instead(await organisation);
    }

    static Task<IResult> Details(Guid id, Guid offer, string? done, CatalogueService catalogue, CancellationToken cancel) =>
        Page(id, offer, new() { Done = done }, StatusCodes.Status200OK, catalogue, cancel);

    static async Task<IResult> Change(Guid id, Guid offer, IFormCollection form, CatalogueService catalogue, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var draft = OfferDraft.Read(form, numbers);
        var changed = numbers.Refused<OfferDetails>() ?? await catalogue.Change(id, offer, draft.Offer, form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, offer, "changed", changed, new() { Draft = draft }, catalogue, texts, cancel);
    }

    static async Task<IResult> Step(
        Guid id, Guid offer, string step, IFormCollection form, CatalogueService catalogue, Texts texts, CancellationToken cancel) =>
        await Answer(id, offer, step, await catalogue.Step(id, offer, step, form.Attempt(), cancel), new(), catalogue, texts, cancel);

    public static async Task<IResult> Answer(
        Guid id, Guid offer, string done, Part<OfferDetails> taken, OfferView view, CatalogueService catalogue, Texts texts, CancellationToken cancel) =>
        taken.IsHere ? Done(id, offer, done) : await Page(id, offer, view with { Refusal = Show.RefusalOf(taken, texts) }, Show.StatusOf(taken), catalogue, cancel);

    static IResult Done(Guid id, Guid offer, string what) => Results.LocalRedirect(Reader.Url($"/organisations/{id}/offers/{offer}?done={what}"));

    static async Task<IResult> Page(Guid id, Guid offer, OfferView view, int status, CatalogueService catalogue, CancellationToken cancel)
    {
        var (asked, history) = (catalogue.Offer(id, offer, cancel), catalogue.History(id, offer, 60, cancel));
        return await asked is { IsHere: true } here
            ? Show.Page<OfferPage>(
                new { Offer = here.Value, History = await history, view.Done, view.Draft, view.Refusal, view.AltFr, view.AltEn }, status)
            : Show.Instead(await asked);
    }
}

/// <summary>What one showing of an offer's page begins with.</summary>
/// <param name="Draft">What was typed and not taken.</param>
sealed record OfferView(string? Done = null, OfferDraft? Draft = null, Refusal? Refusal = null, string? AltFr = null, string? AltEn = null);
