using Npgsql;

namespace ClusterTic.Membership.Competences;

/// <param name="Kind">class, tag, or members.</param>
sealed record MatrixCell(string Kind, string Row, string Column, int Members, LocalText? Label);

/// <summary>The counts, in one statement: whatever the number of members, only filled cells leave the database.</summary>
static class MatrixQuery
{
    /// <param name="bySize">By class of size; otherwise by region.</param>
    public static async Task<List<MatrixCell>> ReadAsync(NpgsqlDataSource database, bool bySize, int level, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            $"""
             with member as (
               select id, {(bySize ? "coalesce(sme_class, 'unknown')" : "coalesce(region, 'none')")} as cell from organisations where status = 'member'
             ), able as (
               select id, cell, code from member join competences on organisation_id = id where level >= $1
             ), class_cell as (
               select rpad(left(code, 4), 8, '0') as class, cell, count(distinct id)::int as members from able group by 1, 2
             ), label as (
               select class, nearest.fr, nearest.en from (select distinct class from class_cell) each
               left join lateral (
                 select fr, en from cpv_codes where code in (class, rpad(left(class, 3), 8, '0'), rpad(left(class, 2), 8, '0'))
                 order by depth desc limit 1) nearest on true
             ), tag_code as (
               select tag, prefix, size, code from unnest($2, $3, $4) given(tag, prefix, size)
               join (select distinct code from able) declared on starts_with(code, prefix)
             ), tagged as (
               select tag, id, cell from tag_code join able using (code) group by tag, size, id, cell having count(distinct prefix) = size
             )
             select 'class', class, cell, members, fr, en from class_cell join label using (class)
             union all select 'tag', tag, cell, count(*)::int, null, null from tagged group by tag, cell
             union all select 'members', '', cell, count(*)::int, null, null from member group by cell
             """);
        command.Parameters.AddWithValue(level);
        var codes = Tags.All.SelectMany(tag => tag.Codes, (tag, code) => (tag.Code, Prefix(code), tag.Codes.Count)).ToList();
        command.Parameters.AddWithValue(codes.Select(one => one.Code).ToArray());
        command.Parameters.AddWithValue(codes.Select(one => one.Item2).ToArray());
        command.Parameters.AddWithValue(codes.Select(one => one.Count).ToArray());
        await using var row = await command.ExecuteReaderAsync(cancel);
        var cells = new List<MatrixCell>();
        while (await row.ReadAsync(cancel))
            cells.Add(new(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3),
                Text(row, 4) is var fr && Text(row, 5) is var en && (fr ?? en) is null ? null : new(fr, en)));
        return cells;
    }

    static string Prefix(string code) => Cpv.TryParse(code, out var cpv) ? cpv.Prefix : code;

    static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
