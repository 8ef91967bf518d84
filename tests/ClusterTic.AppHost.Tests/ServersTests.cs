using ClusterTic.Testing.Servers;
using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

[assembly: AssemblyFixture(typeof(ServersFixture))]

namespace ClusterTic.AppHost.Tests;

public sealed class ServersTests(ServersFixture servers)
{
    [Fact]
    public async Task A_migrated_database_is_copied_and_its_rows_role_reads_and_writes_rows_only()
    {
        await using var first = await servers.CreateDatabaseAsync("thing", Migrate);
        await using var second = await servers.CreateDatabaseAsync("thing", Migrate);

        await ExecuteAsync(first.ConnectionString, "insert into thing (name) values ('one')");
        Assert.Equal(0L, await ExecuteAsync(second.ConnectionString, "select count(*) from thing"));
        Assert.Equal(1L, await ExecuteAsync(first.ConnectionString, "select count(*) from thing"));
        Assert.Equal("42501", await RefusedAsync(first.ConnectionString, "create table other (id int)"));
        Assert.Equal("42501", await RefusedAsync(first.ConnectionString, "truncate thing"));
        Assert.Equal("42501", await RefusedAsync(first.ConnectionString, "drop table thing"));

        static async Task Migrate(TestDatabase database) => await ExecuteAsync(
            database.OwnerConnectionString, "create table thing (id bigint generated always as identity, name text not null)");
    }

    [Fact]
    public async Task No_role_can_open_another_services_database()
    {
        await using var mine = await servers.CreateDatabaseAsync("mine");
        await using var other = await servers.CreateDatabaseAsync("other");

        foreach (var login in (string[])[mine.ConnectionString, mine.OwnerConnectionString])
        {
            Assert.Equal(1, await ExecuteAsync(login, "select 1"));
            var intruder = new NpgsqlConnectionStringBuilder(login) { Database = other.Name, Pooling = false }.ConnectionString;
            Assert.Equal("42501", await RefusedAsync(intruder, "select 1"));
        }
    }

    [Fact]
    public async Task The_broker_gives_a_virtual_host_with_the_suites_exchanges()
    {
        var factory = new ConnectionFactory { Uri = new Uri(await servers.CreateVirtualHostAsync()) };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();

        await channel.ExchangeDeclarePassiveAsync("clustertic.facts");
        await channel.ExchangeDeclarePassiveAsync("clustertic.people");
    }

    [Fact]
    public async Task A_server_stops_and_starts_again_with_what_it_had()
    {
        await using (var before = await ConnectionMultiplexer.ConnectAsync(servers.RedisConnectionString))
            await before.GetDatabase().StringSetAsync("kept", "no matter");

        await servers.StopAsync(ServersFixture.Redis);
        await Assert.ThrowsAsync<RedisConnectionException>(() => ConnectionMultiplexer.ConnectAsync(servers.RedisConnectionString));
        await servers.StartAsync(ServersFixture.Redis);

        await using var after = await ConnectionMultiplexer.ConnectAsync(servers.RedisConnectionString);
        Assert.True((await after.GetDatabase().PingAsync()) < TimeSpan.FromSeconds(5));
    }

    static async Task<object?> ExecuteAsync(string login, string sql)
    {
        await using var connection = new NpgsqlConnection(login);
        await connection.OpenAsync();
#pragma warning disable CA2100 // written out above
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    static async Task<string?> RefusedAsync(string login, string sql) =>
        (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(login, sql))).SqlState;
}
