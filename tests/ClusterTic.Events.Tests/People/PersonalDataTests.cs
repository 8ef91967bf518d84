using System.Net.Http.Json;
using ClusterTic.Membership;
using ClusterTic.Testing;
using Microsoft.EntityFrameworkCore;
using static ClusterTic.Events.Tests.EventsFixture;

namespace ClusterTic.Events.Tests.People;

public sealed class PersonalDataTests(EventsFixture events) : IClassFixture<EventsFixture>
{
    [Fact]
    public async Task Names_and_addresses_are_in_one_table_and_in_no_fact()
    {
        const string name = "Zénobie Introuvable";
        var email = $"{Guid.CreateVersion7():N}@introuvable.example";
        await using var broker = await Broker.ConnectAsync(events.Service.Place.Broker);
        var facts = await broker.ListenAsync("test-log", "#");
        var workshop = await events.PublishedAsync();

        var registration = await events.RegisteredAsync(workshop.Id, Somebody(email, name: name));
        await events.PostAsync(registration.Id, "check-in");
        var person = new PersonState(Guid.CreateVersion7(), 1, name, email, "fr");
        await broker.PublishAsync(new PersonRegistered(person, TimeProvider.System.GetUtcNow()));
        await Eventually.HoldsAsync(
            () => events.InDbAsync(db => db.People.AnyAsync(one => one.Id == person.Id)), "the person's copy");
        await events.Service.As("operator").PostAsJsonAsync($"{Api}/operations/announce?to=test-log", new { });
        await Eventually.HoldsAsync(
            () => Task.FromResult(facts.Any(fact => fact.WireName == "events.registration.announced")), "the announced registration");

        Assert.Contains(facts, fact => fact.WireName == "events.registration.checked-in");
        Assert.DoesNotContain(facts, fact => Holds(fact.Body, name, email));
        Assert.Equal(["people"], await TablesThatHoldAsync(name, email));
    }

    static bool Holds(string text, string name, string email) =>
        text.Contains(name, StringComparison.OrdinalIgnoreCase) || text.Contains(email, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every table of the database is searched, also those of the outbox and the inbox.</summary>
    async Task<List<string>> TablesThatHoldAsync(string name, string email)
    {
        var found = new List<string>();
        foreach (var table in await events.InDbAsync(db => db.Database.SqlQuery<string>(
            $"""select table_name as "Value" from information_schema.tables where table_schema = 'public' order by 1""").ToListAsync()))
        {
#pragma warning disable EF1002 // a table's name, from the catalogue
            var rows = await events.InDbAsync(db => db.Database.SqlQueryRaw<long>(
                $"""select count(*) as "Value" from "{table}" t where t::text ilike @name or t::text ilike @email""",
                new Npgsql.NpgsqlParameter("name", $"%{name}%"), new Npgsql.NpgsqlParameter("email", $"%{email}%")).ToListAsync());
#pragma warning restore EF1002
            if (rows[0] > 0) found.Add(table);
        }

        return found;
    }
}
