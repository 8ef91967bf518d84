using System.Globalization;
using System.Net.Http.Json;
using ClusterTic.EndToEnd.Tests.Browsing;
using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.Playwright;

namespace ClusterTic.EndToEnd.Tests.Journeys;

/// <summary>What a member takes upon itself: the charter, and its dues.</summary>
[Collection("journeys")]
public sealed class CommitmentJourneys(WholeStack stack, Chromium chromium) : IClassFixture<Chromium>
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // The cluster's time is that of Abidjan, which is UTC.
    readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    string Today => today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_signed_charter_shows_on_the_members_page_and_makes_it_one_of_the_committed()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var organisation = await manager.MemberAsync("Engagée");
        var contact = await manager.MainContactAsync(organisation.Id);
        await PaidAsync(manager, organisation.Id, 10_000);
        var before = (await analyst.IndicatorAsync("GOV-06")).Share.Numerator ?? 0;

        await using var team = await chromium.SignInAsync(stack, "fr", "manager");
        var page = $"/organisations/{organisation.Id}";
        await team.SeeAsync(page + "/commitment");
        await team.SendAsync(page + "/commitment/interactions", ("kind", "visit"), ("purpose", "welcome"), ("on", Today), ("personId", contact.PersonId.ToString()));
        await team.SendAsync(page + "/commitment/charter", ("signedOn", Today), ("signatoryId", contact.PersonId.ToString()));

        await using var member = await chromium.OpenAsync(stack, "en");
        await stack.AcceptInvitationAsync(member, contact);
        await member.SeeAsync(page);
        var signatures = await member.TextAsync("section[aria-labelledby=signatures]");
        Assert.Contains("Members’ charter of commitment", signatures, StringComparison.Ordinal);
        Assert.Contains(contact.Name, signatures, StringComparison.Ordinal);
        await Eventually.GetAsync(async () => (await analyst.IndicatorAsync("GOV-06")).Share.Numerator, now => now == before + 1, "GOV-06 to count it", Limit);
    }

    [Fact]
    public async Task Dues_are_called_paid_in_two_parts_receipted_and_reported()
    {
        using var manager = await stack.AsAsync("demo-manager");
        using var analyst = await stack.AsAsync("demo-analyst");
        var organisation = await manager.MemberAsync("Qui cotise");
        var before = await CollectedAsync();

        await using var team = await chromium.SignInAsync(stack, "en", "manager");
        await team.SeeAsync("/dues");
        await team.SendAsync("/dues/plans", ("category", "member"), ("amount", "50 000"), ("from", $"{today.Year}-01-01"));
        var page = $"/organisations/{organisation.Id}/dues";
        await team.SeeAsync(page);
        await team.SendAsync(page + "/calls", ("from", $"{today.Year}-01-01"), ("to", $"{today.Year}-12-31"), ("dueOn", Today));
        Assert.Equal("50,000", await FigureAsync("Still to pay"));
        await team.SendAsync(page + "/payments", ("amount", "20 000"), ("means", "cash"));
        Assert.Equal("30,000", await FigureAsync("Still to pay"));
        await team.SendAsync(page + "/payments", ("amount", "30 000"), ("means", "mobile-money"), ("reference", "OM-0001"));
        Assert.Equal(("0", "50,000"), (await FigureAsync("Still to pay"), await FigureAsync("Paid")));

        var links = team.Page.Locator("a[href*='/api/membership/v1/dues/']").And(team.Page.Locator("[href$='/document']"));
        Assert.Equal(3, await links.CountAsync()); // the call, and a receipt for each payment
        foreach (var link in await links.AllAsync())
        {
            var document = await team.FetchAsync((await link.GetAttributeAsync("href"))!);
            Assert.Equal((200, "application/pdf"), (document.Status, document.Headers["content-type"]));
            Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString(await document.BodyAsync()), StringComparison.Ordinal);
        }

        var (paid, called) = await Eventually.GetAsync(
            CollectedAsync, now => now == (before.Paid + 50_000, before.Called + 50_000), "FIN-01 to count what was paid", Limit);
        await team.SeeAsync($"/reports/cluster-overview?from={Today}&to={Today}");
        Assert.Contains(
            string.Create(CultureInfo.GetCultureInfo("en"), $"{paid:#,0} of {called:#,0}"),
            await team.Page.Locator(".figure", new() { HasText = "FIN-01" }).InnerTextAsync(), StringComparison.Ordinal);

        async Task<(decimal Paid, decimal Called)> CollectedAsync()
        {
            var share = (await analyst.IndicatorAsync("FIN-01", today)).Share;
            return (share.Numerator ?? 0, share.Denominator ?? 0);
        }

        Task<string> FigureAsync(string label) => team.Page.Locator(".figure", new() { Has = team.Page.GetByText(label, new() { Exact = true }) }).Locator(".figure-value > span").First.InnerTextAsync();
    }

    async Task PaidAsync(HttpClient manager, Guid organisation, long amount)
    {
        var path = $"/api/membership/v1/organisations/{organisation}/dues";
        await manager.PostAsJsonAsync(
            path + "/calls", new CallForDuesRequest(new(today.Year, 1, 1), new(today.Year, 12, 31), new(today.Year, 3, 31), amount, "Essai")).ReadAsync<DuesCallDetails>();
        await manager.PostAsJsonAsync(path + "/payments", new RecordPaymentRequest(today, amount, "cash")).ReadAsync<DuesPaymentDetails>();
    }
}
