using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ClusterTic.EndToEnd.Tests.Browsing;
using ClusterTic.Membership;
using ClusterTic.Reporting;
using ClusterTic.Testing;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>Members that journeys begin with, and those who come to act for them.</summary>
static partial class Members
{
    const string Password = "une phrase de plusieurs mots";

    public static async Task<OrganisationDetails> MemberAsync(this HttpClient manager, string name)
    {
        var organisation = await manager.RegisterOrganisationAsync(name);
        var path = $"/api/membership/v1/organisations/{organisation.Id}";
        await manager.PostAsJsonAsync(path + "/submit", new StepRequest()).ReadAsync<OrganisationDetails>();
        await manager.PostAsJsonAsync(path + "/review", new StepRequest()).ReadAsync<OrganisationDetails>();
        return await manager.PostAsJsonAsync(path + "/approve", new ApproveOrganisationRequest("member")).ReadAsync<OrganisationDetails>();
    }

    public static async Task<OrganisationContact> MainContactAsync(this HttpClient manager, Guid organisation) =>
        (await manager.GetAsync($"/api/membership/v1/organisations/{organisation}/contacts").ReadAsync<Page<OrganisationContact>>()).Items.Single(one => one.IsMain);

    /// <summary>From the invitation's mail to an account of one's own that acts for the organisation, by what the mails and pages say.</summary>
    /// <param name="invited">Nobody yet; signed in afterwards.</param>
    public static async Task AcceptInvitationAsync(this WholeStack stack, Visitor invited, OrganisationContact contact)
    {
        var mail = await stack.MailAsync(contact.Email, text => Code().IsMatch(text), "the invitation");
        var page = invited.Page;
        await page.GotoAsync(InvitationPage().Match(mail).Value);
        await invited.LoadAsync(() => page.ClickAsync("a[href*='/account/register']"));
        await page.FillAsync("[name=name]", contact.Name);
        await page.FillAsync("[name=email]", contact.Email);
        await page.SelectOptionAsync("[name=language]", contact.Language);
        Assert.Equal(200, await invited.LoadAsync(() => page.ClickAsync("main form [type=submit]")));

        // Identity's own mails are on a page of a developer's machine.
        await page.GotoAsync("/identity/mailbox");
        Assert.Equal(200, await invited.LoadAsync(() => page.Locator("article", new() { HasText = contact.Email }).First.Locator("a").ClickAsync()));
        await page.FillAsync("[name=password]", Password);
        await page.FillAsync("[name=again]", Password);
        Assert.Equal(200, await invited.LoadAsync(() => page.ClickAsync("main form [type=submit]")));

        await page.GotoAsync(InvitationPage().Match(mail).Value);
        await invited.PassAsync(contact.Email, Password);
        await page.WaitForURLAsync("**/represent");
        await invited.SendAsync("/represent", ("code", Code().Match(mail).Value));
    }

    /// <summary>An indicator's value over a period, or over all of time.</summary>
    public static async Task<IndicatorValue> IndicatorAsync(this HttpClient analyst, string code, DateOnly? day = null) => Assert.Single(
        (await analyst.GetAsync($"/api/reporting/v1/indicators/{code}{(day is { } on ? $"?from={on:yyyy-MM-dd}&to={on:yyyy-MM-dd}" : "")}").ReadAsync<Indicator>()).Values);

    [GeneratedRegex("[2-9A-Z]{4}(-[2-9A-Z]{4}){3}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"https?://\S+/represent", RegexOptions.None, 1000)]
    private static partial Regex InvitationPage();
}
