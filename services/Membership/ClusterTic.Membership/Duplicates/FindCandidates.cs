using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Duplicates;

/// <summary>What is known of somebody who may be there already.</summary>
sealed record Probe(string Name, string? TradeName, string? Idu, string? Rccm, string? Ncc, string? Phone, string? Email);

/// <param name="Why">idu, rccm, ncc, name, phone, email, domain.</param>
sealed record Found(Guid Id, string Name, string[] Why);

/// <summary>Which organisations somebody could be, for many at once: by equality of normalised keys, each with its index.</summary>
static class FindCandidates
{
    /// <summary>A domain or number that more organisations share than this says nothing of one of them.</summary>
    const int Telling = 5;

    static readonly HashSet<string> FreeMail = [.. ReferenceTable.Read("free-mail.csv").Select(row => row[0])];

    /// <summary>Domains at which anybody can have an address.</summary>
    public static readonly string[] SharedDomains = [.. FreeMail.Order(StringComparer.Ordinal)];

    /// <summary>For each probe its candidates, and the key of its name by which two of them can be compared.</summary>
    public static async Task<(List<Found>[] Found, string?[] NameKeys)> FindCandidatesAsync(
        this MembershipDb db, IReadOnlyList<Probe> probes, CancellationToken cancel)
    {
        var found = probes.Select(_ => new List<Found>()).ToArray();
        var keys = new string?[probes.Count];
        if (probes.Count == 0) return (found, keys);
        var (connection, transaction) = await db.OpenAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new(
            $"""
            with given as materialized (
              select n, name_key(name) as name_key, name_key(trade) as trade_key, idu, rccm, ncc, phone, email, domain
              from unnest($1, $2, $3, $4, $5, $6, $7, $8) with ordinality as given (name, trade, idu, rccm, ncc, phone, email, domain, n)
            ), hit as (
              select n, id, 'idu' as why from given join organisations using (idu)
              union all select n, id, 'rccm' from given join organisations using (rccm)
              union all select n, id, 'ncc' from given join organisations using (ncc)
              union all select n, o.id, 'name' from given join organisations o on o.name_key = given.name_key
              union all select n, o.id, 'name' from given join organisations o on o.trade_name_key = given.trade_key
              union all select n, o.id, 'phone' from given cross join lateral (
                select id from organisations where contact_phone = given.phone limit {Telling + 1}) o
              union all select n, o.id, 'email' from given join people p on p.email = given.email cross join lateral (
                select id from organisations where contact_id = p.id limit {Telling + 1}) o
              union all select n, o.id, 'domain' from given cross join lateral (
                select organisations.id from people join organisations on contact_id = people.id
                where email_domain = given.domain and people.email <> given.email limit {Telling + 1}) o
            ), telling as (
              select n, id, why from (select n, id, why, count(*) over (partition by n, why) as many from hit) counted
              where why in ('idu', 'rccm', 'ncc') or many <= {Telling}
            )
            select n, o.id, o.name, array_agg(distinct why order by why)
            from telling join organisations o using (id)
            where o.status not in ('rejected', 'withdrawn', 'merged') group by n, o.id, o.name order by n, o.id
            """));
        var command = batch.BatchCommands[0];
        Add(command, probes.Select(one => (string?)one.Name));
        Add(command, probes.Select(one => one.TradeName));
        Add(command, probes.Select(one => one.Idu));
        Add(command, probes.Select(one => one.Rccm));
        Add(command, probes.Select(one => one.Ncc));
        Add(command, probes.Select(one => one.Phone));
        Add(command, probes.Select(one => one.Email?.ToLowerInvariant()));
        Add(command, probes.Select(one => Domain(one.Email)));
        batch.BatchCommands.Add(new("select n, name_key(name) from unnest($1) with ordinality as given (name, n) order by n"));
        Add(batch.BatchCommands[1], probes.Select(one => (string?)one.Name));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) found[rows.GetInt64(0) - 1].Add(new(rows.GetGuid(1), rows.GetString(2), rows.GetFieldValue<string[]>(3)));
        await rows.NextResultAsync(cancel);
        while (await rows.ReadAsync(cancel)) keys[rows.GetInt64(0) - 1] = rows.IsDBNull(1) ? null : rows.GetString(1);
        return (found, keys);
    }

    /// <summary>The domain of an address where it can tell an organisation; null for what anybody can have.</summary>
    public static string? Domain(string? email)
    {
        if (email is null || email.LastIndexOf('@') is not (> 0 and var at)) return null;
        var domain = email[(at + 1)..].Trim().ToLowerInvariant();
        return FreeMail.Contains(domain) ? null : domain;
    }

    static void Add(NpgsqlBatchCommand command, IEnumerable<string?> values) =>
        command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
}
