using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>What of an organisation everybody may see.</summary>
static class PublicationPages
{
    public static readonly string[] Fields = ["town", "website", "description", "competences", "evidence", "size", "founded", "sector", "languages", "label"];

    public static void Map(RouteGroupBuilder pages) => pages.MapPost("/organisations/{id:guid}/publication", Change).Requires(Policies.SignedIn);

    static async Task<IResult> Change(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var shown = form["shown"];
        var request = new PublicationRequest([.. Fields.Where(field => !shown.Contains(field))], form.Text("email"), form.Text("phone"));
        var changed = await membership.ChangePublication(id, request, form.Attempt().Seen ?? 0, cancel);
        if (changed.IsHere) return Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=publication"));
        var given = form.Typed("publicEmail", "publicPhone");
        (given["publicEmail"], given["publicPhone"], given["shown"]) = (form.Text("email") ?? "", form.Text("phone") ?? "", string.Join(' ', shown.ToArray()));
        return await OrganisationPages.Again(id, changed, membership, texts, cancel, given,
            field => field switch { "email" => "publicEmail", "phone" => "publicPhone", _ => field });
    }
}
