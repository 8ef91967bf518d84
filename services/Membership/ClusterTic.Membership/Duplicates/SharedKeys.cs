namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// Which organisations share a key with some that are given: each key has its index, so that the work grows with what is
/// found and not with how many organisations there are.
/// </summary>
static class SharedKeys
{
    /// <summary>A phone, an address or a domain that more share than this says nothing of one of them.</summary>
    const int Telling = 5;

    /// <summary>
    /// The table expression <c>telling</c> (n, id, why) over one named <c>given</c>: n, id (null for one that is not there
    /// yet), idu, rccm, ncc, name_key, trade_name_key, phone, email, domain (null for one that anybody can have).
    /// </summary>
    public static readonly string Sql =
        $"""
        hit as (
          select n, o.id, 'idu' as why from given join organisations o using (idu)
          union all select n, o.id, 'rccm' from given join organisations o using (rccm)
          union all select n, o.id, 'ncc' from given join organisations o using (ncc)
          union all select n, o.id, 'name' from given cross join lateral (
            select id from organisations where name_key = given.name_key limit {Telling + 2}) o
          union all select n, o.id, 'name' from given cross join lateral (
            select id from organisations where name_key = given.trade_name_key limit {Telling + 2}) o
          union all select n, o.id, 'name' from given cross join lateral (
            select id from organisations where trade_name_key = given.name_key limit {Telling + 2}) o
          union all select n, o.id, 'name' from given cross join lateral (
            select id from organisations where trade_name_key = given.trade_name_key limit {Telling + 2}) o
          union all select n, o.id, 'phone' from given cross join lateral (
            select id from organisations where contact_phone = given.phone limit {Telling + 2}) o
          union all select n, o.id, 'email' from given join people p on p.email = given.email cross join lateral (
            select id from organisations where contact_id = p.id limit {Telling + 2}) o
          union all select n, o.id, 'domain' from given cross join lateral (
            select o.id from people p join organisations o on o.contact_id = p.id
            where p.email_domain = given.domain and p.email <> given.email limit {Telling + 2}) o
        ), telling as (
          select n, id, why from (
            select n, hit.id, why, count(*) over (partition by n, why) as many
            from hit join given using (n) where hit.id is distinct from given.id) counted
          where why in ('idu', 'rccm', 'ncc', 'name') or many <= {Telling}
        )
        """;
}
