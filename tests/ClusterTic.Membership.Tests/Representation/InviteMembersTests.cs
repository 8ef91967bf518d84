using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;

namespace ClusterTic.Membership.Tests.Representation;

public sealed class InviteMembersTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task Members_for_which_nobody_acts_are_invited_once_and_only_they()
    {
        var (acted, _) = await world.RepresentedAsync("A un représentant");
        var (never, expired, invited) = (await world.MemberAsync("Jamais invitée"), await world.MemberAsync("Invitation échue"), await world.MemberAsync("Invitation en cours"));
        await membership.RegisterAsync("Seulement enregistrée");
        await world.ExecuteAsync("delete from representatives where organisation_id = $1", never.Id); // as an import leaves it
        await world.ExecuteAsync("update representatives set expires_at = now() - interval '1 day' where organisation_id = $1", expired.Id);

        var without = (await membership.GetAsync<Page<OrganisationDetails>>("organisations?status=member&represented=false&limit=200")).Items.Select(one => one.Id);
        Assert.Equal(new[] { never.Id, expired.Id }.Order(), without.Order());
        Assert.Equal(new InvitedMembers(2, 0), await InviteAsync("?dryRun=true"));
        var before = await CountAsync();
        Assert.Equal(new InvitedMembers(2, 0), await InviteAsync(""));
        var after = await CountAsync();
        Assert.Equal([0, 1, 1, 0], before.Zip(after, (was, now) => now - was));
        Assert.Equal("invited", Assert.Single((await world.ListAsync(expired.Id)).Items).Status);
        using var accepted = await RepresentationWorld.AcceptAsync(world.Account(), await world.CodeAsync(never.Contact!.Email));
        Assert.True(accepted.IsSuccessStatusCode);
        Assert.Equal(new InvitedMembers(0, 0), await InviteAsync(""));
        Assert.Equal(after, await CountAsync());

        async Task<int[]> CountAsync() =>
        [
            .. await Task.WhenAll(new[] { acted, never, expired, invited }.Select(async one =>
                (await world.MailsAsync(one.Contact!.Email)).Count(mail => mail.Contains("/represent", StringComparison.Ordinal)))),
        ];

        Task<InvitedMembers> InviteAsync(string query) => membership.PostAsync<InvitedMembers>("representations/invitations" + query, new { });
    }
}
