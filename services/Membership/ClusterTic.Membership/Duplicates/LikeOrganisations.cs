using ClusterTic.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Duplicates;

/// <summary>That two organisations may be one.</summary>
/// <param name="Why">idu, rccm, ncc, name, similar-name, phone, email, domain.</param>
/// <param name="Likeness">Above 0, at most 1.</param>
sealed record Likeness(Guid Of, Guid Other, string[] Why, float Value);

/// <summary>
/// Which organisations could be the same as some: each key has its index, similar names a trigram one, so that the work
/// grows with what is found and not with how many organisations there are.
/// </summary>
static class LikeOrganisations
{
    /// <summary>
    /// A phone or domain that more share than 5 says nothing of one of them. Reasons are taken as independent of each
    /// other: what is left open by one, the next halves.
    /// </summary>
    public const string Sql =
        """
        with given as materialized (
          select o.id, o.idu, o.rccm, o.ncc, o.name_key, o.trade_name_key, o.contact_phone, o.contact_id, p.email_domain
          from organisations o join people p on p.id = o.contact_id
          where o.id = any ($1) and o.status not in ('rejected', 'withdrawn', 'merged')
        ), hit as (
          select given.id as one, o.id, 'idu' as why, 0.99 as weight from given join organisations o using (idu)
          union all select given.id, o.id, 'rccm', 0.97 from given join organisations o using (rccm)
          union all select given.id, o.id, 'ncc', 0.97 from given join organisations o using (ncc)
          union all select given.id, o.id, 'name', 0.9 from given join organisations o on o.name_key in (given.name_key, given.trade_name_key)
          union all select given.id, o.id, 'name', 0.9 from given join organisations o on o.trade_name_key in (given.name_key, given.trade_name_key)
          union all select given.id, o.id, 'similar-name', o.likeness * 0.8 from given cross join lateral similar_names(given.name_key, 10) o
          union all select given.id, o.id, 'phone', 0.6 from given cross join lateral (
            select id from organisations where contact_phone = given.contact_phone limit 7) o
          union all select given.id, o.id, 'email', 0.6 from given cross join lateral (
            select id from organisations where contact_id = given.contact_id limit 7) o
          union all select given.id, o.id, 'domain', 0.4 from given cross join lateral (
            select o.id from people p join organisations o on o.contact_id = p.id
            where p.email_domain = given.email_domain and p.email_domain <> all ($2) and p.id <> given.contact_id limit 7) o
        ), telling as (
          select one, id, why, max(weight) as weight
          from (select one, id, why, weight, count(*) over (partition by one, why) as many from hit where id <> one) counted
          where why in ('idu', 'rccm', 'ncc', 'name', 'similar-name') or many <= 5
          group by one, id, why
        )
        select one, o.id, array_agg(why order by weight desc, why) filter (where why <> 'similar-name' or not named),
          (1 - exp(sum(ln(1 - least(weight, 0.99))) filter (where why <> 'similar-name' or not named)))::real as likeness
        from (select *, bool_or(why = 'name') over (partition by one, id) as named from telling) reasons join organisations o using (id)
        where o.status not in ('rejected', 'withdrawn', 'merged')
        group by one, o.id
        """;

    public static async Task<List<Likeness>> LikeOrganisationsAsync(this MembershipDb db, IReadOnlyCollection<Guid> organisations, CancellationToken cancel)
    {
        if (organisations.Count == 0) return [];
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(Sql + " order by one, likeness desc, id", connection, transaction);
        AddParameters(command, organisations);
        var found = new List<Likeness>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) found.Add(new(rows.GetGuid(0), rows.GetGuid(1), rows.GetFieldValue<string[]>(2), rows.GetFloat(3)));
        return found;
    }

    /// <summary>What <see cref="Sql"/> needs.</summary>
    public static void AddParameters(NpgsqlCommand command, IEnumerable<Guid> organisations)
    {
        command.Parameters.Add(new() { Value = organisations.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = FindCandidates.SharedDomains, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }
}
