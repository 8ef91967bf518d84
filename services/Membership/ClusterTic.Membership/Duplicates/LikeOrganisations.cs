using ClusterTic.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Duplicates;

/// <summary>That two organisations may be one.</summary>
/// <param name="Why">idu, rccm, ncc, name, similar-name, phone, email, domain.</param>
/// <param name="Likeness">Above 0, at most 1.</param>
sealed record Likeness(Guid Of, Guid Other, string[] Why, float Value);

/// <summary>Which organisations could be the same as some: by shared keys, and by names whose trigrams are alike.</summary>
static class LikeOrganisations
{
    /// <summary>
    /// Reasons are taken as independent of each other: what is left open by one, the next halves.
    /// </summary>
    static string Sql(string which) =>
        $"""
        with given as materialized (
          select o.id as n, o.id, o.idu, o.rccm, o.ncc, o.name_key, o.trade_name_key, o.name_core, o.contact_phone as phone, p.email,
            case when p.email_domain <> all ($2) then p.email_domain end as domain
          from organisations o join people p on p.id = o.contact_id
          where o.id {which} and o.status not in ('rejected', 'withdrawn', 'merged')
        ), {SharedKeys.Sql}, reasons as (
          select distinct n, id, why,
            case why when 'idu' then 0.99 when 'rccm' then 0.97 when 'ncc' then 0.97 when 'name' then 0.9 when 'domain' then 0.4 else 0.6 end as weight
          from telling
          union all select n, o.id, 'similar-name', o.likeness * 0.8
          from given cross join lateral similar_names(given.name_core, given.name_key, 10) o
          where o.id <> given.id and not exists (select from telling where telling.n = given.n and telling.id = o.id and why = 'name')
        )
        select n, o.id, array_agg(why order by weight desc, why), (1 - exp(sum(ln(1 - weight))))::real as likeness
        from reasons join organisations o using (id)
        where o.status not in ('rejected', 'withdrawn', 'merged')
        group by n, o.id
        """;

    public static readonly string OfMany = Sql("= any ($1)");

    /// <summary>
    /// A statement of its own for a single one: of an array the planner does not know how long it is, and plans the many
    /// joins anew each time, which takes as long as half of the work.
    /// </summary>
    public static readonly string OfOne = Sql("= $1");

    public static async Task<List<Likeness>> LikeOrganisationAsync(this MembershipDb db, Guid organisation, CancellationToken cancel)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(OfOne + " order by n, likeness desc, id", connection, transaction);
        AddParameters(command, organisation);
        var found = new List<Likeness>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<string[]>(2), rows.GetFloat(3)));
        return found;
    }

    /// <summary>What <see cref="OfOne"/> needs.</summary>
    public static void AddParameters(NpgsqlCommand command, Guid organisation) =>
        AddParameters(command, new NpgsqlParameter { Value = organisation, NpgsqlDbType = NpgsqlDbType.Uuid });

    /// <summary>What <see cref="OfMany"/> needs.</summary>
    public static void AddParameters(NpgsqlCommand command, IEnumerable<Guid> organisations) =>
        AddParameters(command, new NpgsqlParameter { Value = organisations.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });

    static void AddParameters(NpgsqlCommand command, NpgsqlParameter which)
    {
        command.Parameters.Add(which);
        command.Parameters.Add(new() { Value = FindCandidates.SharedDomains, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }
}
