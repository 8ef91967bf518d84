using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Commitment;

public sealed class InteractionTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    /// <summary>Wherever the messages wait: no queue takes them here.</summary>
    const string Told =
        "with told as (select aggregate_id, version, wire_name, body from outbox union all select aggregate_id, version, wire_name, body from parked) ";

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task An_entry_is_made_corrected_followed_up_and_cancelled_and_its_note_never_leaves()
    {
        var organisation = await membership.RegisterAsync("Suivie");
        var path = $"organisations/{organisation.Id}/interactions";
        var request = new InteractionRequest("visit", "needs", Today.AddDays(-1), "  Confidence du directeur  ", organisation.Contact!.PersonId, Today.AddDays(7));
        var made = await membership.PostAsync<InteractionDetails>(path, request);
        Assert.Equal(("Confidence du directeur", "Awa Exemple", "Suivie"), (made.Note, made.Person, made.Organisation));

        var changed = await membership.PutAsync<InteractionDetails>($"{path}/{made.Id}", made.Version, request with { Kind = "call", FollowUpOn = Today });
        Assert.Equal(("call", Today), (changed.Kind, changed.FollowUpOn));
        using var stale = await membership.SendPutAsync($"{path}/{made.Id}", made.Version, request);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Contains((await membership.GetAsync<Page<InteractionDetails>>($"interactions?due={Today:yyyy-MM-dd}&limit=200")).Items, one => one.Id == made.Id);
        Assert.DoesNotContain((await membership.GetAsync<Page<InteractionDetails>>($"interactions?due={Today.AddDays(-1):yyyy-MM-dd}&limit=200")).Items, one => one.Id == made.Id);

        Assert.True((await membership.PostAsync<InteractionDetails>($"{path}/{made.Id}/follow-up", new { })).FollowUpDone);
        Assert.DoesNotContain((await membership.GetAsync<Page<InteractionDetails>>("interactions?limit=200")).Items, one => one.Id == made.Id);
        Assert.Equal("follow-up-missing", await membership.BrokenByPostAsync($"{path}/{made.Id}/follow-up", new { }));

        var cancelled = await membership.PostAsync<InteractionDetails>($"{path}/{made.Id}/cancel", new CancelInteractionRequest("duplicate"));
        Assert.Equal("duplicate", cancelled.CancelReason);
        Assert.Equal("interaction-cancelled-already", await membership.BrokenByPutAsync($"{path}/{made.Id}", cancelled.Version, request));

        var told = await ToldAsync(made.Id);
        Assert.Equal(
            ["membership.interaction.recorded", "membership.interaction.changed", "membership.interaction.changed", "membership.interaction.cancelled"],
            told.Select(one => one.Name));
        Assert.All(told, one => Assert.DoesNotContain("Confidence", one.Body, StringComparison.Ordinal));
        Assert.All(told, one => Assert.DoesNotContain(organisation.Contact.PersonId.ToString(), one.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_the_newest_day_first()
    {
        var organisation = await membership.RegisterAsync("Bavarde");
        var path = $"organisations/{organisation.Id}/interactions";
        foreach (var days in (int[])[3, 1, 2, 2, 5])
            await membership.PostAsync<InteractionDetails>(path, new InteractionRequest("mail", "other", Today.AddDays(-days)));
        var read = new List<DateOnly>();
        for (string? after = ""; after is not null;)
        {
            var page = await membership.GetAsync<Page<InteractionDetails>>($"{path}?limit=2{(after.Length > 0 ? "&after=" + after : "")}");
            read.AddRange(page.Items.Select(one => one.On));
            after = page.Next;
        }

        Assert.Equal(((int[])[1, 2, 2, 3, 5]).Select(days => Today.AddDays(-days)), read);
    }

    [Fact]
    public async Task Faults_are_named_by_their_field()
    {
        var organisation = await membership.RegisterAsync("Sans contact");
        var right = new InteractionRequest("visit", "needs", Today);
        foreach (var (wrong, field) in new[]
        {
            (right with { Kind = "fax" }, "kind"), (right with { Purpose = "fun" }, "purpose"), (right with { On = Today.AddDays(1) }, "on"),
            (right with { On = null }, "on"), (right with { FollowUpOn = Today.AddDays(-1) }, "followUpOn"), (right with { FollowUpDone = true }, "followUpDone"),
            (right with { PersonId = Guid.CreateVersion7() }, "personId"), (right with { Note = new string('n', 4001) }, "note"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/organisations/{organisation.Id}/interactions", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer), ignoreCase: true); // what an attribute refuses has its name in capitals
        }
    }

    [Fact]
    public async Task A_member_is_quiet_once_its_last_contact_that_counts_or_its_admission_is_long_ago()
    {
        var (never, newcomer, old, recent, cancelled) = (
            await MemberAsync("Jamais vue", 300), await MemberAsync("Nouvelle venue", 20), await MemberAsync("Vue jadis", 500),
            await MemberAsync("Vue hier", 500), await MemberAsync("Vue par erreur", 400));
        var applicant = await membership.RegisterAsync("Candidate");
        await ContactAsync(old, 250);
        await ContactAsync(old, 280);
        await ContactAsync(recent, 1);
        var wrong = await ContactAsync(cancelled, 2);
        await membership.PostAsync<InteractionDetails>($"organisations/{cancelled}/interactions/{wrong.Id}/cancel", new CancelInteractionRequest("error"));

        var quiet = (await membership.GetAsync<Page<QuietMember>>("interactions/quiet?months=6&limit=200")).Items;
        Assert.Equal(
            [(cancelled, null, Today.AddDays(-400)), (never, null, Today.AddDays(-300)), (old, (DateOnly?)Today.AddDays(-250), Today.AddDays(-250))],
            quiet.Select(one => (one.OrganisationId, one.LastOn, one.Since)));
        Assert.DoesNotContain(quiet, one => one.OrganisationId == newcomer || one.OrganisationId == applicant.Id);

        var first = await membership.GetAsync<Page<QuietMember>>("interactions/quiet?months=6&limit=2");
        Assert.Equal(old, Assert.Single((await membership.GetAsync<Page<QuietMember>>($"interactions/quiet?months=6&limit=2&after={first.Next}")).Items).OrganisationId);
        using var answer = await membership.Manager.GetAsync($"{PeopleFixture.Api}/interactions/quiet?months=0");
        Assert.Equal("months", await PeopleFixture.FaultAsync(answer));
    }

    async Task<Guid> MemberAsync(string name, int daysAgo)
    {
        var at = new DateTimeOffset(Today.AddDays(-daysAgo).ToDateTime(new TimeOnly(0, 0)), TimeSpan.Zero);
        var registered = await membership.PostAsync<OrganisationDetails>("organisations", MembershipFixture.Request(name) with { OccurredAt = at });
        await membership.PostAsync<OrganisationDetails>($"organisations/{registered.Id}/submit", new StepRequest(at));
        await membership.PostAsync<OrganisationDetails>($"organisations/{registered.Id}/review", new StepRequest(at));
        await membership.PostAsync<OrganisationDetails>($"organisations/{registered.Id}/approve", new ApproveOrganisationRequest("member", at));
        return registered.Id;
    }

    Task<InteractionDetails> ContactAsync(Guid organisation, int daysAgo) => membership.PostAsync<InteractionDetails>(
        $"organisations/{organisation}/interactions", new InteractionRequest("call", "follow-up", Today.AddDays(-daysAgo)));

    async Task<List<(string Name, string Body)>> ToldAsync(Guid id)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select wire_name, body::text from told where aggregate_id = $1 order by version");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        var told = new List<(string, string)>();
        while (await row.ReadAsync()) told.Add((row.GetString(0), row.GetString(1)));
        return told;
    }
}
