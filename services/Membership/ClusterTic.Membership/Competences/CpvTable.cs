using ClusterTic.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Competences;

/// <summary>Writes the vocabulary's table. Whoever writes has it alone until the transaction ends; nothing is ever deleted.</summary>
static class CpvTable
{
    const string Lock = "select pg_advisory_xact_lock(hashtext('membership.cpv_codes'))";

    const string Upsert =
        """
        with given as (
          select * from unnest(@codes, @fr, @en, @depths) as given(code, fr, en, depth)
        ), before as (
          select given.code, given.fr as given_fr, given.en as given_en, known.fr, known.en, known.imported
          from given left join cpv_codes known using (code)
        ), written as (
          insert into cpv_codes as known (code, fr, en, depth, imported)
          select code, fr, en, depth, @imported from given
          on conflict (code) do update set
            fr = coalesce(excluded.fr, known.fr), en = coalesce(excluded.en, known.en), imported = known.imported or excluded.imported
          where excluded.imported or not known.imported
          returning code
        )
        select count(*) filter (where imported is null)::int,
          count(*) filter (where imported is not null and code in (select code from written)
            and (coalesce(given_fr, fr), coalesce(given_en, en)) is distinct from (fr, en))::int
        from before
        """;

    // Whole again after every writing: a code that came in may stand between two that were there.
    const string FindParents =
        """
        update cpv_codes child set parent = found.parent
        from (
          select code, (
            select above.code from generate_series(depth - 1, 2, -1) digits
            join cpv_codes above on above.code = rpad(left(one.code, digits), 8, '0')
            order by digits desc limit 1) as parent
          from cpv_codes one) found
        where found.code = child.code and child.parent is distinct from found.parent
        """;

    /// <param name="imported">The published labels, which take the place of our own; otherwise ours, which do not take theirs.</param>
    public static async Task<(int Added, int Changed)> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<CpvLabel> labels, bool imported, CancellationToken cancel)
    {
        await using (var alone = new NpgsqlCommand(Lock, connection, transaction)) await alone.ExecuteNonQueryAsync(cancel);
        (int, int) counts;
        await using (var upsert = new NpgsqlCommand(Upsert, connection, transaction))
        {
            upsert.Parameters.AddWithValue("codes", labels.Select(label => label.Code).ToArray());
            upsert.Parameters.Add(Texts("fr", labels.Select(label => label.Fr)));
            upsert.Parameters.Add(Texts("en", labels.Select(label => label.En)));
            upsert.Parameters.AddWithValue("depths", labels.Select(label => Depth(label.Code)).ToArray());
            upsert.Parameters.AddWithValue("imported", imported);
            await using var row = await upsert.ExecuteReaderAsync(cancel);
            await row.ReadAsync(cancel);
            counts = (row.GetInt32(0), row.GetInt32(1));
        }

        await using var parents = new NpgsqlCommand(FindParents, connection, transaction);
        await parents.ExecuteNonQueryAsync(cancel);
        return counts;
    }

    static short Depth(string code) => (short)(Cpv.TryParse(code, out var cpv) ? cpv.Prefix.Length : code.Length);

    static NpgsqlParameter Texts(string name, IEnumerable<string?> texts) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = texts.ToArray() };
}

/// <summary>Our own wording of the vocabulary, from <c>cpv.csv</c>, with every migration.</summary>
sealed class LoadCpvCodes : IMaintenance
{
    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        await using var file = typeof(LoadCpvCodes).Assembly.GetManifestResourceStream("ClusterTic.Membership.Reference.cpv.csv")!;
        using var whole = new MemoryStream();
        await file.CopyToAsync(whole, cancel);
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await CpvTable.WriteAsync(connection, transaction, CpvFile.Read(whole.ToArray()), imported: false, cancel);
        await transaction.CommitAsync(cancel);
    }
}
