using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Data;
using Npgsql;

namespace ClusterTic.Membership.Registration;

/// <summary>
/// Brings the stored classes of size up to the table of this build, which a law may have changed, and gives one to rows
/// from before there was the column. Writes no history: nothing about the organisation has changed.
/// </summary>
sealed class FillSmeClasses : IMaintenance
{
    public async Task MaintainAsync(NpgsqlDataSource owner, TimeProvider clock, CancellationToken cancel)
    {
        var (ids, classes) = (new List<Guid>(), new List<string>());
        await using (var read = owner.CreateCommand(
            """
            select distinct on (id) id, held_by_large_firm, staff, turnover, year, sme_class from organisations
            left join year_figures on organisation_id = id and (staff is not null or turnover is not null)
            order by id, year desc nulls last
            """))
        {
            await using var row = await read.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                var year = row.IsDBNull(4) ? (int?)null : row.GetInt32(4);
                var code = SmeClasses.Of(
                    row.IsDBNull(2) ? null : row.GetInt32(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetBoolean(1),
                    year is { } last ? new DateOnly(last, 12, 31) : default).Code;
                if (code == (row.IsDBNull(5) ? SmeClasses.Unknown : row.GetString(5))) continue;
                ids.Add(row.GetGuid(0));
                classes.Add(code);
            }
        }

        if (ids.Count == 0) return;
        await using var write = owner.CreateCommand(
            "update organisations set sme_class = nullif(given.class, 'unknown') from unnest($1, $2) given(id, class) where organisations.id = given.id");
        write.Parameters.AddWithValue(ids.ToArray());
        write.Parameters.AddWithValue(classes.ToArray());
        await write.ExecuteNonQueryAsync(cancel);
    }
}
