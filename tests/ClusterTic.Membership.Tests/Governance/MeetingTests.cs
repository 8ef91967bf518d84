using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Governance;

public sealed class MeetingTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    /// <summary>Wherever the messages wait: no queue takes them here.</summary>
    const string Told =
        "with told as (select aggregate_id, version, wire_name, body from outbox union all select aggregate_id, version, wire_name, body from parked) ";

    static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_meeting_that_is_convened_is_told_once_somebody_says_who_was_there()
    {
        var (member, other) = (await membership.PersonAsync("Avec mandat"), await membership.PersonAsync("Sans mandat"));
        var body = await GroupAsync();
        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(member.Id, null, "chair", Today.AddYears(-1)));
        var path = $"bodies/{body.Id}/meetings";

        var convened = await membership.PostAsync<MeetingDetails>(path, new MeetingRequest(Now.AddHours(-3), "Salle A", Agenda: "Feuille de route"));
        Assert.Equal((false, 0), (convened.IsHeld, convened.Present));
        Assert.Equal((0, null), await ToldAsync(body.Id));

        var held = await membership.PutAsync<MeetingDetails>($"{path}/{convened.Id}", convened.Version,
            new MeetingRequest(Now.AddDays(-2), "Salle A", Agenda: "Feuille de route", Attendees: [other.Id, member.Id, member.Id], Guests: 3, Decisions: "Adoptée"));
        Assert.Equal((true, 5, "Adoptée"), (held.IsHeld, held.Present, held.Decisions));
        Assert.Equal([(member.Id, true), (other.Id, false)], held.Attendees.Select(one => (one.PersonId, one.HasMandate)));
        Assert.Equal((1, Today.AddDays(-2)), await ToldAsync(body.Id));

        var second = await membership.PostAsync<MeetingDetails>(path, new MeetingRequest(Now.AddHours(-1), IsOnline: true, Attendees: [member.Id]));
        Assert.Equal((2, DateOnly.FromDateTime(Now.AddHours(-1).UtcDateTime)), await ToldAsync(body.Id));
        var cancelled = await membership.PostAsync<MeetingDetails>($"{path}/{second.Id}/cancel", new { });
        Assert.NotNull(cancelled.CancelledAt);
        Assert.Equal((1, Today.AddDays(-2)), await ToldAsync(body.Id));
        Assert.Equal("meeting-cancelled-already", await membership.BrokenByPostAsync($"{path}/{second.Id}/cancel", new { }));
        Assert.Equal([second.Id, held.Id], (await membership.GetAsync<Page<MeetingDetails>>(path)).Items.Select(one => one.Id));
    }

    [Fact]
    public async Task Nobody_attends_what_has_not_begun_and_faults_are_named_by_their_field()
    {
        var body = await GroupAsync();
        var path = $"bodies/{body.Id}/meetings";
        Assert.Equal("meeting-not-begun", await membership.BrokenByPostAsync(path, new MeetingRequest(Now.AddDays(2), "Salle", Guests: 1)));
        foreach (var (wrong, field) in new[]
        {
            (new MeetingRequest(null, "Salle"), "startsAt"), (new MeetingRequest(Now), "place"),
            (new MeetingRequest(Now.AddDays(-1), "Salle", Attendees: [Guid.CreateVersion7()]), "attendees"), (new MeetingRequest(Now, "Salle", Guests: -1), "guests"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/{path}", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer), ignoreCase: true); // what an attribute refuses has its name in capitals
        }

        await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/close", new StepRequest());
        Assert.Equal("body-is-closed", await membership.BrokenByPostAsync(path, new MeetingRequest(Now, "Salle")));
        using var foreign = await membership.Service.As("partner").GetAsync($"{PeopleFixture.Api}/{path}");
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    Task<BodyDetails> GroupAsync() =>
        membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("working-group", new("Groupe cloud", "Cloud group"), 9));

    /// <summary>By the last fact about the body.</summary>
    async Task<(int Held, DateOnly? Last)> ToldAsync(Guid id)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select (body::jsonb -> 'body' ->> 'meetingsHeld')::int, (body::jsonb -> 'body' ->> 'lastMeetingOn')::date from told where aggregate_id = $1 order by version desc limit 1");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.GetInt32(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1));
    }
}
