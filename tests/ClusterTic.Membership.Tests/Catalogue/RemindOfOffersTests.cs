using ClusterTic.Membership.Catalogue;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Catalogue;

/// <summary>In a database of its own, since each run reminds of every offer in it.</summary>
public sealed class RemindOfOffersTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_member_is_asked_once_for_each_confirmation_about_all_its_offers_together()
    {
        var (member, suspended) = (await membership.MemberAsync("À demander"), await membership.MemberAsync("En suspens"));
        var first = await membership.PublishedAsync(member.Id, Offers.Request("Première offre"));
        await membership.PublishedAsync(member.Id, Offers.Request("Seconde offre"));
        await membership.WriteAsync(member.Id, Offers.Request("Brouillon"));
        await membership.StepAsync(await membership.PublishedAsync(member.Id, Offers.Request("Retirée")), "withdraw");
        await membership.PublishedAsync(suspended.Id, Offers.Request("Suspendue"));
        await membership.PostAsync<OrganisationDetails>($"organisations/{suspended.Id}/suspend", new SuspendOrganisationRequest("dues"));

        var due = Today.AddMonths(11).AddDays(4); // months differ in length by so much
        await RunAsync(Today.AddMonths(11).AddDays(-4));
        Assert.Empty(await MailsAsync());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(due)));
        var (recipient, subject, text) = Assert.Single(await MailsAsync());
        Assert.Equal(member.Contact!.Email, recipient);
        Assert.Contains("À demander", subject, StringComparison.Ordinal);
        Assert.Contains("– Première offre", text, StringComparison.Ordinal);
        Assert.Contains("– Seconde offre", text, StringComparison.Ordinal);
        Assert.All((string[])["Brouillon", "Retirée", "{"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        var reminded = await membership.GetAsync<OfferDetails>(first.Path());
        Assert.NotNull(reminded.RemindedAt);
        Assert.Equal(first.Version, reminded.Version); // that somebody was asked is no change

        await RunAsync(due.AddDays(1));
        Assert.Single(await MailsAsync());
        await membership.StepAsync(reminded, "confirm");
        await RunAsync(due.AddDays(2));
        var again = (await MailsAsync())[1];
        Assert.Contains("– Première offre", again.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Seconde offre", again.Body, StringComparison.Ordinal);
    }

    async Task RunAsync(DateOnly today)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RemindOfOffers>(scope.ServiceProvider)
            .RunAsync(scope.ServiceProvider.GetRequiredService<MembershipDb>(), today, CancellationToken.None);
    }

    async Task<List<(string Recipient, string Subject, string Body)>> MailsAsync()
    {
        var mails = new List<(string, string, string)>();
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select recipient, subject, body from mails where subject like 'Vos offres%' order by id");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) mails.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return mails;
    }
}
