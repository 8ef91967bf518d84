using System.Globalization;
using System.Text.Json;
using ClusterTic.Testing;
using RabbitMQ.Client;

namespace ClusterTic.Opportunities.Tests.Suppliers;

public sealed class OnOrganisationTests(OpportunitiesFixture fixture) : IClassFixture<OpportunitiesFixture>
{
    [Fact]
    public async Task An_older_version_arriving_late_changes_nothing()
    {
        var id = Guid.CreateVersion7();
        await fixture.HandleAsync(OpportunitiesFixture.Approved(id, 5, [("72200000", 4)], name: "Nouveau"));

        await fixture.HandleAsync(OpportunitiesFixture.Approved(id, 4, [("48000000", 1)], name: "Ancien", status: "submitted"));

        Assert.Equal("5 Nouveau true 72200000 4", await CopyAsync(id));
    }

    [Fact]
    public async Task The_same_version_again_changes_nothing()
    {
        var fact = OpportunitiesFixture.Approved(Guid.CreateVersion7(), 2, [("72200000", 4), ("72200000-7", 2), ("nothing", 3)]);

        await fixture.HandleAsync(fact);
        await fixture.HandleAsync(fact);

        Assert.Equal("2 Exemple SARL true 72200000 4", await CopyAsync(fact.Organisation.Id));
    }

    [Fact]
    public async Task Facts_come_from_the_broker_also_with_verbs_that_this_build_does_not_know()
    {
        var fact = OpportunitiesFixture.Approved(Guid.CreateVersion7(), 3, [("72400000", 2)], name: "Du courtier");
        await using var connection = await new ConnectionFactory { Uri = new Uri(fixture.Service.Place.Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var message = new BasicProperties
        {
            MessageId = Guid.CreateVersion7().ToString(),
            ContentType = "application/json",
            Headers = new Dictionary<string, object?>
            {
                ["ct-name"] = "membership.organisation.renamed-one-day",
                ["ct-sender"] = "membership",
                ["ct-aggregate"] = fact.Organisation.Id.ToString(),
                ["ct-version"] = "3",
                ["ct-occurred-at"] = fact.OccurredAt.ToString("O", CultureInfo.InvariantCulture),
                ["ct-recorded-at"] = fact.OccurredAt.ToString("O", CultureInfo.InvariantCulture),
            },
        };

        await Eventually.HoldsAsync(async () =>
        {
            // Again and again until the queue is there; the inbox takes it once.
            await channel.BasicPublishAsync(
                "clustertic.facts", "membership.organisation.renamed-one-day", mandatory: false, message, JsonSerializer.SerializeToUtf8Bytes(fact, JsonSerializerOptions.Web));
            return await fixture.ScalarAsync<long>($"select count(*) from suppliers where id = '{fact.Organisation.Id}'") == 1;
        }, "the copy of the organisation");

        Assert.Equal("3 Du courtier true 72400000 2", await CopyAsync(fact.Organisation.Id));
    }

    Task<string> CopyAsync(Guid id) => fixture.ScalarAsync<string>(
        $"""
         select concat_ws(' ', version, name, is_member::text, (select string_agg(concat(code, ' ', level), ', ' order by code) from member_competences where supplier_id = s.id))
         from suppliers s where id = '{id}'
         """);
}
