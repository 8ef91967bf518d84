using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ClusterTic.EndToEnd.Tests.Browsing;
using ClusterTic.Membership;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>A contact comes to act for its organisation, and for that one alone.</summary>
[Collection("journeys")]
public sealed partial class RepresentationJourney(WholeStack stack, Chromium chromium) : IClassFixture<Chromium>
{
    static readonly int[] Refusals = [403, 404];

    [Fact]
    public async Task A_contact_is_invited_edits_the_profile_and_has_the_name_changed()
    {
        using var manager = await stack.AsAsync("demo-manager");
        var (own, other) = (await manager.MemberAsync("Ancien Nom SARL"), await manager.MemberAsync("Autre membre"));
        var page = $"/organisations/{own.Id}";
        var contact = await manager.PostAsJsonAsync(
            $"/api/membership/v1{page}/contacts", new AddContactRequest("Awa Inventée", $"{Guid.CreateVersion7():N}@essai.example", "en", "other")).ReadAsync<OrganisationContact>();
        await using var team = await chromium.SignInAsync(stack, "fr", "manager");
        await team.SeeAsync(page);
        await team.SendAsync(page + "/representatives", ("personId", contact.PersonId.ToString()));

        await using var member = await chromium.OpenAsync(stack, "en");
        await stack.AcceptInvitationAsync(member, contact);
        Assert.Contains("Ancien Nom SARL", await member.TextAsync(), StringComparison.Ordinal);
        await member.SeeAsync(page + "/profile");
        await member.SendAsync(page + "/profile", ("town", "Bouaké"), ("description.fr", "Une description d’essai."), ("description.en", "A trial description."));
        Assert.Contains("A trial description.", await member.TextAsync(), StringComparison.Ordinal);
        await member.SeeAsync(page + "/change-requests");
        await member.SendAsync(page + "/change-requests", ("name", "Nouveau Nom SA"), ("why", "Changed at the notary’s."));

        await team.SeeAsync("/change-requests");
        Assert.Contains("Changed at the notary’s.", await team.TextAsync(), StringComparison.Ordinal);
        await team.SendAsync($"/change-requests/{own.Id}/*/approve");

        await using var anybody = await chromium.OpenAsync(stack, "fr");
        await anybody.SeeAsync("/directory?q=Nouveau+Nom");
        Assert.Contains("Nouveau Nom SA", await anybody.TextAsync(), StringComparison.Ordinal);
        await anybody.SeeAsync($"/directory/{own.Id}");
        Assert.Equal("Nouveau Nom SA", await anybody.TextAsync("h1"));
        Assert.Contains("Bouaké", await anybody.TextAsync(), StringComparison.Ordinal);

        await team.SeeAsync(page + "/history");
        Assert.Matches(Moment(), await ChangeAsync(team, "Nouveau Nom SA", await team.TextAsync(".who")));
        Assert.Matches(Moment(), await ChangeAsync(team, "Une description d’essai.", contact.Name));

        await RefusedAsync(member, own.Id, other.Id);
    }

    /// <summary>What the history says of the change that brought this value, which must name who made it.</summary>
    static async Task<string> ChangeAsync(Visitor team, string value, string by)
    {
        var change = await team.Page.Locator(".timeline > li", new() { HasText = value }).First.InnerTextAsync();
        Assert.Contains(by.Trim(), change, StringComparison.Ordinal);
        return change;
    }

    /// <summary>Neither the pages of another member nor its forms, sent by who knows their address.</summary>
    static async Task RefusedAsync(Visitor member, Guid own, Guid other)
    {
        foreach (var page in (string[])["", "/profile", "/offers", "/dues", "/change-requests"])
            Assert.Contains(await member.StatusAsync($"/organisations/{other}{page}"), Refusals);
        await member.SeeAsync($"/organisations/{own}/change-requests");
        await member.RedirectFormAsync($"/organisations/{own}/change-requests", $"/en/organisations/{other}/change-requests");
        Assert.Contains(
            await member.TrySendAsync($"/organisations/{other}/change-requests", ("name", "Nom usurpé"), ("why", "It is not mine.")), Refusals);
    }

    /// <summary>A day with its time, as the pages write it.</summary>
    [GeneratedRegex(@"\d{4}, \d\d:\d\d", RegexOptions.None, 1000)]
    private static partial Regex Moment();
}
