using Npgsql;

namespace ClusterTic.Reporting.Figures;

/// <summary>One organisation and what it did in a period.</summary>
/// <param name="Id"><see cref="Guid.Empty"/> for people without organisation.</param>
/// <param name="Name">Null where the organisation's own message has not arrived, and for people without organisation.</param>
sealed record OrganisationActivityLine(
    Guid Id, string? Name, string? Status, string? Category, string? Type, string? Country, string? Region,
    int Invited, int Registered, int Came, int Attended, int Matched)
{
    public string RegionKey => Region ?? "";

    /// <summary>Every organisation that is known or did something; what was merged into another one counts for that one.</summary>
    public static async Task<IReadOnlyList<OrganisationActivityLine>> ReadAsync(Snapshot snapshot, Filters filters, CancellationToken cancel)
    {
        // The daily figures know no tier; matches of one tier are counted from the matches.
        var matched = filters.Tier is null
            ? ""
            : """
              left join (
                select coalesce(s.stands_for, m.organisation_id) organisation_id, count(*)::int matched
                from matches m join opportunities o on o.generation = m.generation and o.id = m.opportunity_id
                left join standing_organisations s on s.generation = m.generation and s.id = m.organisation_id
                where m.generation = $1 and m.found_day between $2 and $3 and o.tier = $4
                group by 1
              ) m on m.organisation_id = coalesce(o.id, a.organisation_id)
              """;
        await using var command = new NpgsqlCommand(
            $"""
             select coalesce(o.id, a.organisation_id), o.name, o.status, o.category, o.type, o.country, o.region,
               coalesce(a.invited, 0), coalesce(a.registered, 0), coalesce(a.came, 0), coalesce(a.attended, 0),
               coalesce({(filters.Tier is null ? "a" : "m")}.matched, 0)
             from (select * from organisations where generation = $1 and merged_into is null) o
             full join (
               select coalesce(s.stands_for, organisation_id) organisation_id, sum(invited)::int invited, sum(registered)::int registered, sum(came)::int came,
                 sum(attended)::int attended, sum(matched)::int matched
               from activity_days a left join standing_organisations s on s.generation = a.generation and s.id = a.organisation_id
               where a.generation = $1 and day between $2 and $3
               group by 1
               having sum(invited + registered + came + attended + matched) > 0 -- what was taken back leaves zeros
             ) a on a.organisation_id = o.id
             {matched}
             """, snapshot.Connection, snapshot.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = snapshot.Data.Generation },
                new NpgsqlParameter<DateOnly> { TypedValue = filters.FirstDay },
                new NpgsqlParameter<DateOnly> { TypedValue = filters.LastDay },
            },
        };
        if (filters.Tier is { } tier) command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tier });

        var lines = new List<OrganisationActivityLine>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            lines.Add(new(
                row.GetGuid(0), Text(1), Text(2), Text(3), Text(4), Text(5), Text(6),
                row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10), row.GetInt32(11)));
        return lines;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
