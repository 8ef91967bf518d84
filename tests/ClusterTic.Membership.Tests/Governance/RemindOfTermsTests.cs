using ClusterTic.Membership.Governance;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Governance;

/// <summary>In a database of its own, since each run reminds of every term in it.</summary>
public sealed class RemindOfTermsTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task Whoever_has_a_term_that_ends_within_sixty_days_is_written_to_once_for_each_term()
    {
        var body = await membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil « A »", "Board A"), 9));
        var person = await membership.PersonAsync("Fin de mandat");
        var given = await GiveAsync(body.Id, person.Id, Today.AddDays(61));
        await GiveAsync(body.Id, (await membership.PersonAsync("Sans terme")).Id, null);
        await GiveAsync(body.Id, (await membership.PersonAsync("Fini")).Id, Today.AddDays(-1));
        var (left, leaving) = (await membership.PersonAsync("Terminé"), body.Id);
        var mandates = (await GiveAsync(leaving, left.Id, Today.AddDays(30))).Mandates;
        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates/{mandates.Single(one => one.PersonId == left.Id).Id}/end", new EndMandateRequest(Today));

        await RunAsync(Today);
        Assert.Empty(await MailsAsync());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(Today.AddDays(1))));
        var (recipient, subject, text) = Assert.Single(await MailsAsync());
        Assert.Equal(person.Email, recipient);
        Assert.StartsWith("Votre mandat se termine le ", subject, StringComparison.Ordinal);
        Assert.Contains("Conseil « A »", text, StringComparison.Ordinal);
        Assert.Contains("mandat de présidence", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        var shown = await membership.GetAsync<BodyDetails>($"bodies/{body.Id}");
        Assert.Equal(person.Id, Assert.Single(shown.Mandates, one => one.RemindedAt is not null).PersonId);

        // A term that goes on has an end of its own.
        var mandate = shown.Mandates.Single(one => one.PersonId == person.Id);
        await membership.PutAsync<BodyDetails>(
            $"bodies/{body.Id}/mandates/{mandate.Id}", shown.Version, new ChangeMandateRequest(null, "chair", mandate.From, Today.AddDays(400)));
        await RunAsync(Today.AddDays(2));
        Assert.Single(await MailsAsync());
        await RunAsync(Today.AddDays(341));
        Assert.Equal(2, (await MailsAsync()).Count);
        Assert.True(given.Version < shown.Version);
    }

    async Task RunAsync(DateOnly today)
    {
        await using var scope = membership.Service.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<RemindOfTerms>(scope.ServiceProvider)
            .RunAsync(scope.ServiceProvider.GetRequiredService<MembershipDb>(), today, CancellationToken.None);
    }

    Task<BodyDetails> GiveAsync(Guid body, Guid person, DateOnly? to) =>
        membership.PostAsync<BodyDetails>($"bodies/{body}/mandates", new GiveMandateRequest(person, null, "chair", Today.AddYears(-1), to));

    async Task<List<(string Recipient, string Subject, string Body)>> MailsAsync()
    {
        var mails = new List<(string, string, string)>();
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("select recipient, subject, body from mails where subject like 'Votre mandat%' or subject like 'Your mandate%'");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) mails.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return mails;
    }
}
