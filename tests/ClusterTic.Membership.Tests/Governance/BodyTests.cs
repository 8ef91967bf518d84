using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using ClusterTic.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Governance;

public sealed class BodyTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_mandate_is_given_changed_and_ended_and_everybody_learns_of_it_by_ids()
    {
        var person = await membership.PersonAsync("Représentée");
        var organisation = person.Organisations[0].OrganisationId;
        var body = await DefineAsync(3);
        Assert.Equal((3, 0, null), (body.Seats, body.Filled, body.ClosedAt));

        var given = await membership.PostAsync<BodyDetails>(
            $"bodies/{body.Id}/mandates", new GiveMandateRequest(person.Id, organisation, "member", Today.AddYears(-1), Today.AddYears(1)));
        var mandate = Assert.Single(given.Mandates);
        Assert.Equal((person.Name, "Représentée", true, 1), (mandate.Person, mandate.Organisation, mandate.IsLive, given.Filled));
        Assert.Equal((body.Id, mandate.Id, "member", true), Assert.Single((await membership.GetAsync<PersonDetails>($"people/{person.Id}")).Mandates
            .Select(one => (one.BodyId, one.MandateId, one.Function, one.IsLive))));

        var path = $"bodies/{body.Id}/mandates/{mandate.Id}";
        var changed = await membership.PutAsync<BodyDetails>(path, given.Version, new ChangeMandateRequest(null, "chair", mandate.From, Today.AddYears(2)));
        Assert.Equal(("chair", null, Today.AddYears(2)), (changed.Mandates[0].Function, changed.Mandates[0].OrganisationId, changed.Mandates[0].To));
        using var stale = await membership.SendPutAsync(path, given.Version, new ChangeMandateRequest(null, "member", mandate.From));
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        var ended = await membership.PostAsync<BodyDetails>(path + "/end", new EndMandateRequest(Today.AddDays(-1)));
        Assert.Equal((0, false), (ended.Filled, ended.Mandates[0].IsLive));

        var told = (await membership.GetAsync<Page<FieldChange>>($"bodies/{body.Id}/history?limit=200")).Items;
        Assert.Equal(
            ["membership.body.mandate-ended", "membership.body.changed", "membership.body.mandate-given", "membership.body.defined"],
            told.Select(one => one.Fact).Distinct());
        Assert.Contains(told, one => one.Field == $"mandates[{mandate.Id}].function" && one.After?.ToString() == "chair");
    }

    [Fact]
    public async Task Rules_are_refused_with_their_reason_and_faults_with_their_field()
    {
        var (first, second) = (await membership.PersonAsync("Un siège"), await membership.PersonAsync("Sans siège"));
        var body = await DefineAsync(1);
        var path = $"bodies/{body.Id}/mandates";
        await membership.PostAsync<BodyDetails>(path, new GiveMandateRequest(first.Id, null, "chair", Today));
        Assert.Equal("mandates-overlap", await membership.BrokenByPostAsync(path, new GiveMandateRequest(first.Id, null, "member", Today)));
        Assert.Equal("seats-are-filled", await membership.BrokenByPostAsync(path, new GiveMandateRequest(second.Id, null, "member", Today)));

        var right = new GiveMandateRequest(second.Id, null, "member", Today);
        foreach (var (wrong, field) in new[]
        {
            (right with { Function = "king" }, "function"), (right with { PersonId = Guid.CreateVersion7() }, "personId"),
            (right with { OrganisationId = Guid.CreateVersion7() }, "organisationId"), (right with { To = Today.AddDays(-1) }, "to"),
            (right with { From = default }, "from"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/{path}", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer));
        }

        using var unnamed = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/bodies", new DefineBodyRequest("board", new("Conseil"), 1));
        Assert.Equal("name.en", await PeopleFixture.FaultAsync(unnamed));
        using var seatless = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/bodies", new DefineBodyRequest("board", new("Conseil", "Board"), 0));
        Assert.Equal(HttpStatusCode.BadRequest, seatless.StatusCode);
    }

    [Fact]
    public async Task Of_two_who_take_the_last_seat_at_once_one_gets_it()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => membership.PersonAsync($"Dernier siège {number}")));
        var body = await DefineAsync(1);
        var answers = await Task.WhenAll(people.Select(person => membership.Manager.PostAsJsonAsync(
            $"{PeopleFixture.Api}/bodies/{body.Id}/mandates", new GiveMandateRequest(person.Id, null, "member", Today))));
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(1, (await membership.GetAsync<BodyDetails>($"bodies/{body.Id}")).Filled);
    }

    [Fact]
    public async Task A_body_is_corrected_and_closed_and_the_list_says_how_many_seats_are_filled()
    {
        var person = await membership.PersonAsync("Liste");
        var body = await DefineAsync(2);
        var given = await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/mandates", new GiveMandateRequest(person.Id, null, "secretary", Today));
        var changed = await membership.PutAsync<BodyDetails>($"bodies/{body.Id}", given.Version, new ChangeBodyRequest("committee", new("Comité", "Committee"), 5));
        Assert.Equal(("committee", "Comité", 5), (changed.Kind, changed.Name.Fr, changed.Seats));
        Assert.Equal((5, 1, null), await EntryAsync(body.Id));
        var closed = await membership.PostAsync<BodyDetails>($"bodies/{body.Id}/close", new StepRequest());
        Assert.Equal(Today, Assert.Single(closed.Mandates).To);
        Assert.NotNull((await EntryAsync(body.Id)).ClosedAt);
        Assert.Equal("body-is-closed", await membership.BrokenByPutAsync($"bodies/{body.Id}", closed.Version, new ChangeBodyRequest("board", new("a", "b"), 5)));
    }

    [Fact]
    public async Task Nobody_but_the_team_reads_or_writes_it()
    {
        var body = await DefineAsync(1);
        foreach (var path in new[] { "bodies", $"bodies/{body.Id}", "people", $"bodies/{body.Id}/history" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await membership.Service.Anonymous().GetAsync($"{PeopleFixture.Api}/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await membership.Service.As("partner").GetAsync($"{PeopleFixture.Api}/{path}")).StatusCode);
        }
    }

    async Task<(int Seats, int Filled, DateTimeOffset? ClosedAt)> EntryAsync(Guid id)
    {
        var entry = (await membership.GetAsync<Page<BodyEntry>>("bodies?limit=200")).Items.Single(one => one.Id == id);
        return (entry.Seats, entry.Filled, entry.ClosedAt);
    }

    Task<BodyDetails> DefineAsync(int seats) =>
        membership.PostAsync<BodyDetails>("bodies", new DefineBodyRequest("board", new("Conseil d’administration", "Board of directors"), seats));
}
