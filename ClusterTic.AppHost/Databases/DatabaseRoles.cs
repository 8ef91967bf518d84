using System.Globalization;
using Npgsql;

namespace ClusterTic.AppHost.Databases;

/// <summary>The two roles of a service and what each may do in the service's database. Others cannot even connect to it.</summary>
sealed class DatabaseRoles(string service, string ownerPassword, string rowsPassword)
{
    public static string Owner(string service) => $"{service}_owner";

    public static string Rows(string service) => service;

    /// <summary>Creates the roles, or gives them the present passwords.</summary>
    public async Task PrepareAsync(string admin, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(admin, "postgres", cancel);
        await ExecuteAsync(connection, $"""
            do $$
            begin
              perform pg_advisory_xact_lock(hashtext('clustertic roles'));
              if not exists (select from pg_roles where rolname = {Literal(Owner(service))}) then create role {Name(Owner(service))}; end if;
              if not exists (select from pg_roles where rolname = {Literal(Rows(service))}) then create role {Name(Rows(service))}; end if;
              alter role {Name(Owner(service))} login password {Literal(ownerPassword)};
              alter role {Name(Rows(service))} login password {Literal(rowsPassword)};
            end $$
            """, cancel);
    }

    /// <summary>Creates one of the service's databases unless it is there, and settles who may do what in it.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> CreateDatabaseAsync(string admin, string database, string? template, CancellationToken cancel)
    {
        var isNew = false;
        await using (var connection = await OpenAsync(admin, "postgres", cancel))
        {
            await using var known = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = database } } };
            if (await known.ExecuteScalarAsync(cancel) is null)
            {
                var from = template is null ? "" : $" template {Name(template)} strategy file_copy";
                await ExecuteAsync(connection, $"create database {Name(database)} owner {Name(Owner(service))}{from}", cancel);
                isNew = true;
            }

            await ExecuteAsync(connection, $"""
                revoke all on database {Name(database)} from public;
                grant connect on database {Name(database)} to {Name(Rows(service))};
                """, cancel);
        }

        if (template is null)
            await GrantRowsAsync(admin, database, cancel);
        return isNew;
    }

    // For whatever the owner makes later, in whichever schema: rows, and no more than rows.
    async Task GrantRowsAsync(string admin, string database, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(admin, database, cancel);
        var (owner, rows) = (Name(Owner(service)), Name(Rows(service)));
        await ExecuteAsync(connection, $"""
            revoke all on schema public from public;
            grant usage on schema public to {rows};
            alter default privileges for role {owner} grant usage on schemas to {rows};
            alter default privileges for role {owner} grant select, insert, update, delete on tables to {rows};
            alter default privileges for role {owner} grant usage, select on sequences to {rows};
            """, cancel);
    }

    static async Task<NpgsqlConnection> OpenAsync(string admin, string database, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(admin) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
#pragma warning disable CA2100 // names and literals are quoted below; DDL takes no parameters
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancel);
    }

    static string Name(string name) => string.Create(CultureInfo.InvariantCulture, $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");

    static string Literal(string text) => string.Create(CultureInfo.InvariantCulture, $"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
