using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;

namespace ClusterTic.Membership.Tests.Representation;

public sealed class InvitationTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    const string Api = PeopleFixture.Api;

    readonly RepresentationWorld world = new(membership);

    [Fact]
    public async Task An_approval_invites_the_main_contact_whose_account_acts_for_the_organisation_once_the_code_is_typed_in()
    {
        var organisation = await world.MemberAsync("Invitée");
        var invited = Assert.Single((await world.ListAsync(organisation.Id)).Items);
        Assert.Equal((organisation.Contact!.PersonId, "invited", null), (invited.PersonId, invited.Status, invited.AppointedAt));

        var (account, code) = (world.Account(), await world.CodeAsync(organisation.Contact.Email));
        Assert.Empty((await account.GetFromJsonAsync<Page<MyRepresentation>>($"{Api}/representations/mine"))!.Items);
        Assert.Equal(HttpStatusCode.Forbidden, (await account.GetAsync($"{Api}/organisations/{organisation.Id}")).StatusCode);

        using var accepted = await RepresentationWorld.AcceptAsync(account, $" {code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant()}");
        Assert.Equal(organisation.Id, (await accepted.Content.ReadFromJsonAsync<MyRepresentation>())!.OrganisationId);
        var mine = Assert.Single((await account.GetFromJsonAsync<Page<MyRepresentation>>($"{Api}/representations/mine"))!.Items);
        Assert.Equal((invited.Id, "Invitée", "member"), (mine.Id, mine.Organisation, mine.Status));
        Assert.Equal("live", Assert.Single((await world.ListAsync(organisation.Id)).Items).Status);
        Assert.Equal(HttpStatusCode.OK, (await account.GetAsync($"{Api}/organisations/{organisation.Id}")).StatusCode);
    }

    [Fact]
    public async Task The_mail_says_where_to_type_the_code_and_no_address_in_it_holds_it()
    {
        var organisation = await world.MemberAsync("Adresse sans code");
        var mail = (await world.MailsAsync(organisation.Contact!.Email)).Single(one => one.Contains("/represent", StringComparison.Ordinal));
        Assert.Contains("/fr/represent\n", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("{", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_wrong_used_over_or_replaced_gets_one_and_the_same_answer()
    {
        var organisation = await world.MemberAsync("Codes morts");
        var (account, first) = (world.Account(), await world.CodeAsync(organisation.Contact!.Email));
        await RefusedAsync(account, "2222-2222-2222-2222");

        var invited = Assert.Single((await world.ListAsync(organisation.Id)).Items);
        await membership.PostAsync<RepresentativeDetails>($"organisations/{organisation.Id}/representatives/{invited.Id}/invite-again", new { });
        await RefusedAsync(account, first);
        await world.ExecuteAsync("update representatives set expires_at = now() - interval '1 minute' where id = $1", invited.Id);
        Assert.Equal("expired", Assert.Single((await world.ListAsync(organisation.Id)).Items).Status);
        await RefusedAsync(account, await world.CodeAsync(organisation.Contact.Email));

        await membership.PostAsync<RepresentativeDetails>($"organisations/{organisation.Id}/representatives/{invited.Id}/invite-again", new { });
        var last = await world.CodeAsync(organisation.Contact.Email);
        using var accepted = await RepresentationWorld.AcceptAsync(account, last);
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await RefusedAsync(world.Account(), last); // single use
        Assert.Equal(
            "representative-appointed-already",
            await membership.BrokenByPostAsync($"organisations/{organisation.Id}/representatives/{invited.Id}/invite-again", new { }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RepresentationWorld.AcceptAsync(membership.Service.Anonymous(), last)).StatusCode);
    }

    [Fact]
    public async Task Of_several_who_type_the_same_code_at_once_one_account_is_bound()
    {
        var organisation = await world.MemberAsync("Course");
        var code = await world.CodeAsync(organisation.Contact!.Email);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RepresentationWorld.AcceptAsync(world.Account(), code)));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal("live", Assert.Single((await world.ListAsync(organisation.Id)).Items).Status);
    }

    [Fact]
    public async Task Only_a_live_contact_is_invited_and_only_once()
    {
        var organisation = await world.MemberAsync("Contacts invités");
        var path = $"organisations/{organisation.Id}/representatives";
        Assert.Equal("representative-invited-already", await membership.BrokenByPostAsync(path, new InviteRepresentativeRequest(organisation.Contact!.PersonId)));
        var stranger = await membership.PersonAsync("Autre organisation");
        using var refused = await membership.Manager.PostAsJsonAsync($"{Api}/{path}", new InviteRepresentativeRequest(stranger.Id));
        Assert.Equal("personId", await PeopleFixture.FaultAsync(refused));

        var contact = await AddContactAsync(organisation.Id);
        var invited = await membership.PostAsync<RepresentativeDetails>(path, new InviteRepresentativeRequest(contact.PersonId));
        Assert.Equal((contact.PersonId, "invited"), (invited.PersonId, invited.Status));
    }

    [Fact]
    public async Task One_account_acts_once_for_an_organisation_and_for_as_many_as_invite_it()
    {
        var subject = $"twice-{Guid.CreateVersion7():N}";
        var (organisation, own) = await world.RepresentedAsync("Deux fois", subject);
        var contact = await AddContactAsync(organisation.Id);
        await membership.PostAsync<RepresentativeDetails>($"organisations/{organisation.Id}/representatives", new InviteRepresentativeRequest(contact.PersonId));
        Assert.Equal(
            "represents-already",
            await RepresentationWorld.RefusedAsync(await RepresentationWorld.AcceptAsync(own, await world.CodeAsync(contact.Email)), HttpStatusCode.Conflict));
        var (second, _) = await world.RepresentedAsync("Une autre", subject);
        var mine = (await own.GetFromJsonAsync<Page<MyRepresentation>>($"{Api}/representations/mine"))!;
        Assert.Equal([organisation.Id, second.Id], mine.Items.Select(one => one.OrganisationId));
    }

    [Fact]
    public async Task A_representation_ends_by_the_team_by_oneself_or_with_the_contact_and_opens_nothing_any_more()
    {
        var (organisation, own) = await world.RepresentedAsync("Fins");
        var live = Assert.Single((await world.ListAsync(organisation.Id)).Items);
        var contact = await AddContactAsync(organisation.Id);
        var path = $"organisations/{organisation.Id}/representatives";
        var other = await membership.PostAsync<RepresentativeDetails>(path, new InviteRepresentativeRequest(contact.PersonId));

        Assert.Equal("not-your-representation", await RepresentationWorld.RefusedAsync(
            await own.PostAsJsonAsync($"{Api}/{path}/{other.Id}/end", new EndRepresentativeRequest("own-request")), HttpStatusCode.Forbidden));
        var code = await world.CodeAsync(contact.Email);
        using (var ended = await own.PostAsJsonAsync($"{Api}/organisations/{organisation.Id}/contacts/{contact.Id}/end", new EndContactRequest()))
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal("contact-ended", (await world.ListAsync(organisation.Id)).Items.Single(one => one.Id == other.Id).EndReason);
        await RefusedAsync(world.Account(), code);

        using (var ended = await own.PostAsJsonAsync($"{Api}/{path}/{live.Id}/end", new EndRepresentativeRequest("own-request")))
            Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.GetAsync($"{Api}/organisations/{organisation.Id}")).StatusCode);
        Assert.Equal("representative-has-ended", await membership.BrokenByPostAsync($"{path}/{live.Id}/end", new EndRepresentativeRequest("other")));
        Assert.Equal("invited", (await membership.PostAsync<RepresentativeDetails>(path, new InviteRepresentativeRequest(live.PersonId))).Status);
    }

    async Task<OrganisationContact> AddContactAsync(Guid organisation) => await membership.PostAsync<OrganisationContact>(
        $"organisations/{organisation}/contacts", new AddContactRequest("Yao Exemple", $"{Guid.CreateVersion7():N}@exemple.example", "fr", "technical"));

    static async Task RefusedAsync(HttpClient account, string code)
    {
        using var answer = await RepresentationWorld.AcceptAsync(account, code);
        Assert.Equal("representation-code-wrong", await RepresentationWorld.RefusedAsync(answer, HttpStatusCode.BadRequest));
    }
}
