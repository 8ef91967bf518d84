using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Catalogue;

/// <summary>Pictures of an offer.</summary>
static class OfferPicturePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/offers/{offer:guid}/pictures", Add).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/offers/{offer:guid}/pictures/{picture:guid}/remove", Remove).Requires(Policies.SignedIn);
    }

    static async Task<IResult> Add(
        Guid id, Guid offer, IFormCollection form, PicturesService pictures, CatalogueService catalogue, Texts texts, CancellationToken cancel)
    {
        var (fr, en) = (form.Text("altFr") ?? "", form.Text("altEn") ?? "");
        var added = SentPicture.Of(form, texts, out var file) is { } refusal
            ? new Part<OfferDetails>("membership", PartState.Refused, Refusal: refusal) : await pictures.Add(id, offer, file!, fr, en, form.Attempt(), cancel);
        return await OfferPages.Answer(id, offer, "picture", added, new() { AltFr = fr, AltEn = en }, catalogue, texts, cancel);
    }

    static async Task<IResult> Remove(
        Guid id, Guid offer, Guid picture, IFormCollection form, PicturesService pictures, CatalogueService catalogue, Texts texts,
        CancellationToken cancel) =>
        await OfferPages.Answer(
            id, offer, "picture", await pictures.Remove(id, offer, picture, form.Attempt().Seen ?? 0, cancel), new(), catalogue, texts, cancel);
}
