using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace ClusterTic.ServiceDefaults.Data;

/// <summary>
/// A counter for a kind of data, raised by a trigger in the transaction that changes it, so that cache keys which hold
/// it are never stale. Sixteen rows, so that writers do not wait for each other; the reader takes their sum.
/// </summary>
public static class DataVersions
{
    /// <summary>Raises the counter at every statement that changes one of the tables; call from a migration.</summary>
    public static void TrackDataVersion(this MigrationBuilder migration, string name, params IEnumerable<string> tables)
    {
        migration.Sql(
            $"""
             insert into data_versions (name, slot, value) select '{name}', slot, 0 from generate_series(0, 15) slot
             on conflict do nothing;
             create or replace function raise_data_version() returns trigger language plpgsql as $$
             begin
               update data_versions set value = value + 1 where name = tg_argv[0] and slot = pg_backend_pid() % 16;
               return null;
             end $$;
             """);
        foreach (var table in tables)
            migration.Sql(
                $"""
                 create trigger raise_{name}_version after insert or update or delete on {table}
                 for each statement execute function raise_data_version('{name}');
                 """);
    }

    public static async Task<long> ReadDataVersionAsync(this NpgsqlDataSource database, string name, CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select coalesce(sum(value), 0)::bigint from data_versions where name = $1");
        command.Parameters.AddWithValue(name);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
