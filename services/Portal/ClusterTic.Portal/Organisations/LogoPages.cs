using ClusterTic.Membership;
using ClusterTic.Portal.Catalogue;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>An organisation's logo.</summary>
static class LogoPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/logo", Take).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/logo/remove", Drop).Requires(Policies.SignedIn);
    }

    static async Task<IResult> Take(
        Guid id, IFormCollection form, PicturesService pictures, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var taken = SentPicture.Of(form, texts, out var file) is { } refusal
            ? new Part<OrganisationDetails>("membership", PartState.Refused, Refusal: refusal)
            : await pictures.TakeLogo(id, file!, form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, taken, membership, texts, cancel);
    }

    static async Task<IResult> Drop(
        Guid id, IFormCollection form, PicturesService pictures, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, await pictures.DropLogo(id, form.Attempt().Seen ?? 0, cancel), membership, texts, cancel);

    static async Task<IResult> Answer(Guid id, Part<OrganisationDetails> taken, MembershipService membership, Texts texts, CancellationToken cancel) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=logo"))
            : await OrganisationPages.Again(id, taken, membership, texts, cancel);
}
