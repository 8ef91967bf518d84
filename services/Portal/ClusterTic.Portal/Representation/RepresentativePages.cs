using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Organisations;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Representation;

/// <summary>What the team does about those who act for an organisation.</summary>
static class RepresentativePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/representatives", Invite).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/representatives/{representative:guid}/invite-again", Again).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/representatives/{representative:guid}/end", End).Requires(Policies.Manager);
    }

    static async Task<IResult> Invite(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var person = Guid.TryParse(form.Text("personId"), out var chosen) ? chosen : (Guid?)null;
        return await Answer(id, await membership.InviteRepresentative(id, new(person), form.Attempt(), cancel), membership, texts, cancel);
    }

    static async Task<IResult> Again(Guid id, Guid representative, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, await membership.InviteAgain(id, representative, form.Attempt(), cancel), membership, texts, cancel);

    static async Task<IResult> End(Guid id, Guid representative, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(
            id, await membership.EndRepresentation(id, representative, new(form.Text("reason") ?? ""), form.Attempt(), cancel), membership, texts, cancel);

    static async Task<IResult> Answer(
        Guid id, Part<RepresentativeDetails> taken, MembershipService membership, Texts texts, CancellationToken cancel) =>
        taken.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=representative"))
            : await OrganisationPages.Again(id, taken, membership, texts, cancel);
}
