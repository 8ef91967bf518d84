using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Reporting.Log;

/// <summary>
/// Makes the log's months ahead and sees to it that nobody but the owner can change what was received. Done by
/// <c>--migrate</c> and <c>--maintain</c>, which have the owner's role.
/// </summary>
sealed partial class LogMaintenance(IOptions<ClusterOptions> cluster, ILogger<LogMaintenance> log) : IMaintenance
{
    const int MonthsAhead = 3;

    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.GetUtcNow();
        var first = new DateTimeOffset(today.Year, today.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (var month = 0; month <= MonthsAhead; month++)
            await AddMonthAsync(owner, first.AddMonths(month), cancel);
        await ProtectAsync(owner, cancel);
        await SettleTimeZoneAsync(owner, cancel);
    }

    async Task AddMonthAsync(NpgsqlDataSource owner, DateTimeOffset month, CancellationToken cancel)
    {
        var name = FormattableString.Invariant($"facts_{month:yyyy_MM}");
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await ScalarAsync(connection, $"select to_regclass('{name}')::text", cancel) is string) return;

        // What the default partition already holds of the month moves into the month.
        var bounds = FormattableString.Invariant($"received_at >= '{month:O}' and received_at < '{month.AddMonths(1):O}'");
        await using var create = new NpgsqlCommand(
            FormattableString.Invariant(
                $"""
                 lock table facts in access exclusive mode;
                 create table {name} (like facts including defaults);
                 with moved as (delete from facts_rest where {bounds} returning *) insert into {name} select * from moved;
                 alter table facts attach partition {name} for values from ('{month:O}') to ('{month.AddMonths(1):O}')
                 """), connection, transaction);
        await create.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        Added(name);
    }

    /// <summary>Takes update, delete and truncate on the log and each of its months from everybody but its owner.</summary>
    static async Task ProtectAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        await using var command = owner.CreateCommand(
            """
            do $$
            declare granted record;
            begin
              for granted in
                select distinct c.oid::regclass as log, acl.grantee::regrole as role
                from pg_class c, aclexplode(c.relacl) acl
                where (c.oid = 'facts'::regclass or c.oid in (select inhrelid from pg_inherits where inhparent = 'facts'::regclass))
                  and acl.grantee not in (c.relowner, 0) and acl.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
              loop
                execute format('revoke update, delete, truncate on %s from %s', granted.log, granted.role);
              end loop;
            end $$
            """);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>An empty log takes the installation's time zone; another one later needs a rebuild, and is said.</summary>
    async Task SettleTimeZoneAsync(NpgsqlDataSource owner, CancellationToken cancel)
    {
        var zone = cluster.Value.TimeZoneInfo.Id;
        await using var command = owner.CreateCommand("update projections set time_zone = $1 where position = 0");
        command.Parameters.AddWithValue(zone);
        if (await command.ExecuteNonQueryAsync(cancel) > 0) return;
        await using var connection = await owner.OpenConnectionAsync(cancel);
        if (await ScalarAsync(connection, "select time_zone from projections", cancel) is string counted && counted != zone)
            OtherTimeZone(counted, zone);
    }

    static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancel);
    }

    [LoggerMessage(LogLevel.Information, "The log has a new month: {Name}")]
    partial void Added(string name);

    [LoggerMessage(LogLevel.Warning, "Figures are counted in days of {Counted}; the installation's time zone is now {Zone}. Run the service with --rebuild.")]
    partial void OtherTimeZone(string counted, string zone);
}
