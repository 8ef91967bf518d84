using System.Net;
using System.Net.Http.Json;
using ClusterTic.Membership.Tests.People;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Commitment;

public sealed class CharterTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    /// <summary>Wherever the messages wait: no queue takes them here.</summary>
    const string Told =
        "with told as (select aggregate_id, version, wire_name, body from outbox union all select aggregate_id, version, wire_name, body from parked) ";

    static readonly DateOnly Today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task The_newest_version_whose_signature_holds_is_told_to_the_others()
    {
        var (id, person, path) = await NewAsync("Signataire");
        var second = await membership.PostAsync<CharterSignatureDetails>(path, new SignCharterRequest("2", Today.AddDays(-10), person));
        await membership.PostAsync<CharterSignatureDetails>(path, new SignCharterRequest("1", Today, person));
        Assert.Equal(("2", Today.AddDays(-10)), await ToldAsync(id)); // the older version, signed later, does not replace it

        Assert.Equal("charter-signed-already", await membership.BrokenByPostAsync(path, new SignCharterRequest("2", Today, person)));

        var revoked = await membership.PostAsync<CharterSignatureDetails>($"{path}/{second.Id}/revoke", new RevokeCharterRequest("error", "Saisie en double"));
        Assert.Equal(("error", "Saisie en double"), (revoked.RevokeReason, revoked.RevokeNote));
        Assert.NotNull(revoked.RevokedAt);
        Assert.Equal(("1", Today), await ToldAsync(id));
        Assert.Equal("signature-revoked-already", await membership.BrokenByPostAsync($"{path}/{second.Id}/revoke", new RevokeCharterRequest("error")));

        await membership.PostAsync<CharterSignatureDetails>(path, new SignCharterRequest("2", Today, person)); // what was revoked can be signed again
        Assert.Equal(("2", Today), await ToldAsync(id));
        var all = (await membership.GetAsync<Page<CharterSignatureDetails>>(path)).Items;
        Assert.Equal(["2", "1", "2"], all.Select(one => one.Charter));
        Assert.All(all, one => Assert.Equal("Awa Exemple", one.Signatory));
    }

    [Fact]
    public async Task Faults_are_named_by_their_field()
    {
        var (_, person, path) = await NewAsync("Fautive");
        var (_, stranger, _) = await NewAsync("Une autre");
        var right = new SignCharterRequest("2", Today, person);
        foreach (var (wrong, field) in new[]
        {
            (right with { Charter = "9" }, "charter"), (right with { SignedOn = Today.AddDays(1) }, "signedOn"), (right with { SignedOn = null }, "signedOn"),
            (right with { SignedOn = new DateOnly(2024, 1, 14) }, "signedOn"), (right with { SignatoryId = stranger }, "signatoryId"),
            (right with { SignatoryId = null }, "signatoryId"),
        })
        {
            using var answer = await membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/{path}", wrong);
            Assert.Equal(field, await PeopleFixture.FaultAsync(answer));
        }

        Assert.Empty((await membership.GetAsync<Page<CharterSignatureDetails>>(path)).Items);
    }

    [Fact]
    public async Task Of_two_who_enter_the_same_signature_at_once_one_does()
    {
        var (_, person, path) = await NewAsync("Deux à la fois");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            membership.Manager.PostAsJsonAsync($"{PeopleFixture.Api}/{path}", new SignCharterRequest("1", Today, person))));
        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Single((await membership.GetAsync<Page<CharterSignatureDetails>>(path)).Items);
    }

    async Task<(Guid Id, Guid Person, string Path)> NewAsync(string name)
    {
        var organisation = await membership.RegisterAsync(name);
        return (organisation.Id, organisation.Contact!.PersonId, $"organisations/{organisation.Id}/charter");
    }

    /// <summary>By the last fact about the organisation.</summary>
    async Task<(string? Charter, DateOnly? On)> ToldAsync(Guid id)
    {
        await using var command = membership.Service.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            Told + "select body::jsonb -> 'organisation' ->> 'charter', (body::jsonb -> 'organisation' ->> 'charterSignedOn')::date from told where aggregate_id = $1 order by version desc limit 1");
        command.Parameters.AddWithValue(id);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        return (row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateOnly>(1));
    }
}
