using Npgsql;

namespace ClusterTic.Benchmarks;

/// <summary>Invented members, put straight into the service's tables: what is measured is the search among them.</summary>
static class Crowd
{
    public static readonly string[] Words =
    [
        "réseaux", "logiciels", "données", "nuage", "sécurité", "formation", "paiement", "agriculture", "santé", "logistique", "impression", "capteurs",
        "cartographie", "énergie", "tourisme", "éducation", "finance", "presse", "drones", "robotique",
    ];

    public static async Task SettleAsync(string connection, int members)
    {
        await using var database = NpgsqlDataSource.Create(connection + ";Command Timeout=900");
        await using var opened = await database.OpenConnectionAsync();
        await using var fill = new NpgsqlBatch(opened);
        fill.BatchCommands.Add(new("insert into people (id, version, name, email, language) values (gen_random_uuid(), 1, 'Personne Inventée', 'mesure@exemple.example', 'fr')"));
        fill.BatchCommands.Add(new(
            """
            insert into organisations (id, version, status, name, type, country, region, town, description, contact_id, registered_at, category,
              member_since, sme_class, held_by_large_firm, checks)
            select gen_random_uuid(), 1, 'member', initcap(w[1 + n % 20]) || ' ' || initcap(w[1 + n / 20 % 20]) || ' ' || n,
              (array['company', 'startup', 'association', 'university'])[1 + n % 4], 'CI', (array['CI-AB', 'CI-BS', 'CI-VB', 'CI-SV', 'CI-YM', 'CI-LC'])[1 + n % 6],
              (array['Abidjan', 'Bouaké', 'San-Pédro', 'Korhogo'])[1 + n / 7 % 4],
              jsonb_build_object('fr', 'Nous livrons ' || w[1 + n / 3 % 20] || ' et ' || w[1 + n / 11 % 20], 'en', 'We deliver ' || w[1 + n / 5 % 20]),
              (select id from people limit 1), now(), case when n % 9 = 0 then 'founding-partner' else 'member' end, now(),
              (array['micro', 'small', 'medium', 'large'])[1 + n / 13 % 4], false, '{}'
            from generate_series(1, $1) n, (select $2::text[] as w) words
            """)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = members }, new NpgsqlParameter<string[]> { TypedValue = Words } },
        });
        fill.BatchCommands.Add(new("insert into competences (organisation_id, code, level) select id, (array['72200000', '48000000', '30200000'])[1 + (random() * 2)::int], 3 from organisations"));
        fill.BatchCommands.Add(new("delete from duplicate_checks")); // nobody looks for pairs among them meanwhile
        await fill.ExecuteNonQueryAsync();
        await using var analyse = database.CreateCommand("vacuum analyze");
        await analyse.ExecuteNonQueryAsync();
    }
}
