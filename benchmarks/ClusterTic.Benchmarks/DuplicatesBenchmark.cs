extern alias membership;

using System.Diagnostics;
using ClusterTic.Testing.Services;
using membership::ClusterTic.Membership.Duplicates;
using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>
/// What one organisation among 100,000 could be the same as, by numbers, names, phone and addresses, one in twenty of them
/// entered twice under a name that is written otherwise; beside the bare statement.
/// </summary>
static class DuplicatesBenchmark
{
    const int Organisations = 100_000, Asked = 400;

    public static Task RunAsync() => Bench.WithServersAsync(async servers =>
    {
        await using var service = await ServiceUnderTest<membership::Program>.StartAsync(servers, "membership", ("Telemetry:TraceRatio", "0.05"));
        await SettleAsync(service.Place.Database.OwnerConnectionString);
        using var manager = service.As("manager");
        await using var database = NpgsqlDataSource.Create(service.Place.Database.ConnectionString + ";Max Auto Prepare=20");
        var ids = await SomeAsync(database);

        foreach (var id in ids.Take(50)) await AskAsync(manager, id); // connections, compiled queries
        var ours = await TimeAsync(ids, id => AskAsync(manager, id));
        var floor = await TimeAsync(ids, id => BareAsync(database, id));
        Figure.AtMost("duplicates", ours.Percentile(0.99), "ms", floor.Percentile(0.99), 20);
    });

    static async Task<double[]> TimeAsync(List<Guid> ids, Func<Guid, Task> ask)
    {
        var took = new double[ids.Count];
        for (var at = 0; at < took.Length; at++)
        {
            var watch = Stopwatch.StartNew();
            await ask(ids[at]);
            took[at] = watch.Elapsed.TotalMilliseconds;
        }

        return took;
    }

    static async Task AskAsync(HttpClient client, Guid id)
    {
        using var answer = await client.GetAsync($"/api/membership/v1/organisations/{id}/duplicates");
        answer.EnsureSuccessStatusCode();
    }

    static async Task BareAsync(NpgsqlDataSource database, Guid id)
    {
        await using var command = database.CreateCommand(LikeOrganisations.OfOne);
        LikeOrganisations.AddParameters(command, id);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
        }
    }

    static async Task<List<Guid>> SomeAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand($"select id from organisations order by md5(id::text) limit {Asked}");
        await using var rows = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await rows.ReadAsync()) ids.Add(rows.GetGuid(0));
        return ids;
    }

    /// <summary>
    /// Names as registers have them: a word that many share, one or two of their own (made of syllables, 8,000 of them),
    /// often a legal form. Nobody looks for pairs meanwhile.
    /// </summary>
    static async Task SettleAsync(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection + ";Command Timeout=900");
        await using var opened = await database.OpenConnectionAsync();
        await using var fill = new NpgsqlBatch(opened);
        fill.BatchCommands.Add(new(
            $"""
            create temp table named as
            select n, case when n % 20 = 0 then n - 1 else n end as of from generate_series(1, {Organisations}) n
            """));
        fill.BatchCommands.Add(new(
            """
            insert into people (id, version, name, email, language)
            select md5('p' || n)::uuid, 1, 'Personne Inventée', 'mesure' || n || case when n % 3 = 0 then '@gmail.com' else '@exemple-' || (n / 2) || '.example' end, 'fr' from named
            """));
        fill.BatchCommands.Add(new(
            """
            insert into organisations (id, version, status, name, type, country, region, town, contact_id, contact_phone, registered_at, held_by_large_firm, checks, idu, rccm)
            select md5('o' || n)::uuid, 1, case when n % 4 = 0 then 'member' else 'registered' end,
              case when n <> of then upper(common[1 + of % 14]) || ' ' || own(of) || 's' else initcap(common[1 + of % 14]) || ' ' || initcap(own(of)) || forms[1 + of % 4] end,
              'company', 'CI', 'CI-AB', 'Abidjan', md5('p' || n)::uuid, '+22507' || lpad((n % 90000000)::text, 8, '0'), now(), false, '{}',
              case when n % 2 = 0 then 'CI-2019-' || lpad(n::text, 7, '0') || ' A' end, case when n % 3 = 0 then 'CI-ABJ-2016-B-' || n end
            from named,
              (select array['services', 'technologies', 'ivoire', 'digital', 'conseil', 'solutions', 'abidjan', 'afrique', 'informatique', 'systèmes', 'réseaux', 'consulting', 'global', 'center'] as common,
                 array[' SARL', ' SA', '', ''] as forms) words
            """));
        fill.BatchCommands.Add(new("delete from duplicate_checks"));
        await using (var own = new NpgsqlCommand(
            """
            create function pg_temp.own(n int) returns text language sql immutable as $$
              select s[1 + n * 7 % 20] || s[1 + n * 13 % 19] || s[1 + n / 11 % 20] || case when n % 3 = 0 then ' ' || s[1 + n * 3 % 17] || s[1 + n / 5 % 20] else '' end
              from (select array['ba', 'ko', 'ssi', 'ngue', 'ta', 'lou', 'mé', 'dro', 'ya', 'pi', 'zan', 'fer', 'gbo', 'ni', 'ran', 'wou', 'tché', 'sa', 'lin', 'qua'] as s) syllables
            $$
            """, opened))
            await own.ExecuteNonQueryAsync();
        foreach (var command in fill.BatchCommands) command.CommandText = command.CommandText.Replace("own(", "pg_temp.own(", StringComparison.Ordinal);
        await fill.ExecuteNonQueryAsync();
        await using var analyse = database.CreateCommand("vacuum analyze");
        await analyse.ExecuteNonQueryAsync();
    }
}
