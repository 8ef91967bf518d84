using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Representation;

/// <summary>Invites the main contacts of all members for which nobody acts, once the reader has seen how many that are.</summary>
static class InviteMembersPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/organisations/invitations", Ask).Requires(Policies.Manager);
        pages.MapPost("/organisations/invitations", Invite).Requires(Policies.Manager);
    }

    /// <param name="invited">What a go that is done has said.</param>
    static async Task<IResult> Ask(int? invited, MembershipService membership, CancellationToken cancel) =>
        Show.Page<InviteMembersPage>(new { Preview = await membership.InviteMembers(true, Attempt.Once(), cancel), Invited = invited });

    static async Task<IResult> Invite(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var done = await membership.InviteMembers(false, form.Attempt(), cancel);
        return done.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/invitations?invited={done.Value!.Invited}"))
            : Show.Page<InviteMembersPage>(
                new { Preview = await membership.InviteMembers(true, Attempt.Once(), cancel), Refusal = Show.RefusalOf(done, texts) }, Show.StatusOf(done));
    }
}
