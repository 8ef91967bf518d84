using ClusterTic.Testing;
using Npgsql;

namespace ClusterTic.Membership.Tests;

public sealed class RecurringTests(MembershipFixture membership) : IClassFixture<MembershipFixture>
{
    [Fact]
    public async Task What_recurs_is_done_by_itself_once_the_service_is_up()
    {
        await using var database = NpgsqlDataSource.Create(membership.Service.Place.Database.OwnerConnectionString);
        await using var command = database.CreateCommand("select string_agg(name, ' ' order by name) from recurring where last_run_at is not null and failure is null");
        await Eventually.GetAsync(
            async () => await command.ExecuteScalarAsync() as string,
            done => done == "count-visits end-representations forget-imports forget-merges forget-words keep-to-retention look-for-duplicates publish-groups remind-of-dues remind-of-expiry remind-of-labels remind-of-offers remind-of-terms withdraw-unconfirmed", "every recurring work to have been done");
    }
}
