using System.Net;
using ClusterTic.Membership.Tests.People;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClusterTic.Membership.Tests.Privacy;

public sealed class AccessLogTests(PeopleFixture membership) : IClassFixture<PeopleFixture>
{
    [Fact]
    public async Task Each_answer_with_personal_data_is_on_record_by_whom_of_whom_and_of_how_many()
    {
        var person = await membership.PersonAsync("Consultée");
        var organisation = person.Organisations[0].OrganisationId;
        var reader = membership.Service.As("manager", "analyst");
        foreach (var path in new[] { $"people/{person.Id}", $"people/{person.Id}/history", $"people/{person.Id}/data", $"organisations/{organisation}/contacts", "people?limit=1", "organisations/export" })
            (await reader.GetAsync($"{PeopleFixture.Api}/{path}")).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"{PeopleFixture.Api}/people/{Guid.CreateVersion7()}")).StatusCode);

        var of = (await membership.GetAsync<Page<DataAccess>>($"people/{person.Id}/accesses")).Items.Where(one => one.By.StartsWith("manager-analyst@", StringComparison.Ordinal)).ToList();
        Assert.Equal(["people.data", "people.history", "people.show"], of.Select(one => one.Endpoint));
        Assert.All(of, one => Assert.Equal((person.Id, 1), (one.PersonId, one.Shown)));

        var account = of[0].By;
        var all = (await membership.GetAsync<Page<DataAccess>>($"accesses?account={Uri.EscapeDataString(account)}")).Items;
        Assert.Equal(
            [("organisations.export", null, null), ("people.search", null, 1), ("contacts.list", organisation, 1)],
            all.Take(3).Select(one => (one.Endpoint, one.AboutId, one.Shown)));
        Assert.Equal(6, all.Count); // what was not found was not read
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Assert.Empty((await membership.GetAsync<Page<DataAccess>>($"accesses?to={day.AddDays(-1):yyyy-MM-dd}")).Items);
        Assert.Equal(2, (await membership.GetAsync<Page<DataAccess>>($"accesses?from={day:yyyy-MM-dd}&account={Uri.EscapeDataString(account)}&limit=2")).Items.Count);
    }

    [Fact]
    public async Task Without_a_record_there_is_no_answer_and_the_service_cannot_change_the_record()
    {
        var person = await membership.PersonAsync("Sans trace");
        await using var owner = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using var runtime = NpgsqlDataSource.Create(membership.Service.Place.Database.ConnectionString);
        foreach (var change in new[] { "delete from personal_data_reads", "update personal_data_reads set by = 'nobody'", "delete from erasures" })
        {
            await using var forbidden = runtime.CreateCommand(change);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => forbidden.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        await RunAsync("alter table personal_data_reads rename to gone");
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await membership.Manager.GetAsync($"{PeopleFixture.Api}/people/{person.Id}")).StatusCode);
        }
        finally
        {
            await RunAsync("alter table gone rename to personal_data_reads");
        }

        // After the term the owner's maintenance takes it away.
        await RunAsync("update personal_data_reads set at = at - interval '25 months' where endpoint = 'people.show'");
        var before = (await membership.GetAsync<Page<DataAccess>>("accesses?limit=200")).Items;
        Assert.Contains(before, one => one.Endpoint == "people.show");
        foreach (var maintenance in membership.Service.Services.GetServices<IMaintenance>().Where(one => one.GetType().Name == "ForgetReads"))
            await maintenance.MaintainAsync(owner, TimeProvider.System, CancellationToken.None);
        var after = (await membership.GetAsync<Page<DataAccess>>("accesses?limit=200")).Items;
        Assert.Equal(before.Where(one => one.Endpoint != "people.show").Select(one => one.Id), after.Select(one => one.Id));

        async Task RunAsync(string sql)
        {
            await using var command = owner.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }
}
