using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Membership.Duplicates;

/// <summary>What is known of somebody who may be there already.</summary>
sealed record Probe(string Name, string? TradeName, string? Idu, string? Rccm, string? Ncc, string? Phone, string? Email)
{
    /// <summary>Where it is known already; else the database makes it.</summary>
    public string? NameKey { get; init; }
}

/// <param name="Why">idu, rccm, ncc, name, phone, email, domain.</param>
sealed record Found(Guid Id, string Name, string[] Why);

/// <summary>
/// Which organisations somebody could be, for many at once, by the keys that they share. Names that are merely alike are
/// left to the pairs that are looked for afterwards: a trigram search for each row would cost an import its pace.
/// </summary>
static class FindCandidates
{
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
        // While an import fills a table its statistics are those of a small one, for which the planner reads it whole: once
        // for each probe. Every key here has its index.
        batch.BatchCommands.Add(new("set local enable_seqscan = off"));
        batch.BatchCommands.Add(new(
            $"""
            with given as materialized (
              select n, null::uuid as id, idu, rccm, ncc, coalesce(known, name_key(name)) as name_key, name_key(trade) as trade_name_key, phone, email, domain
              from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) with ordinality as given (name, trade, idu, rccm, ncc, phone, email, domain, known, n)
            ), {SharedKeys.Sql}
            select n, given.name_key, found.id, found.name, found.why
            from given left join (
              select n, o.id, o.name, array_agg(distinct why order by why) as why
              from telling join organisations o using (id)
              where o.status not in ('rejected', 'withdrawn', 'merged') group by n, o.id, o.name
            ) found using (n)
            order by n, found.id
            """));
        batch.BatchCommands.Add(new("set local enable_seqscan = default"));
        var command = batch.BatchCommands[1];
        Add(command, probes.Select(one => (string?)one.Name));
        Add(command, probes.Select(one => one.TradeName));
        Add(command, probes.Select(one => one.Idu));
        Add(command, probes.Select(one => one.Rccm));
        Add(command, probes.Select(one => one.Ncc));
        Add(command, probes.Select(one => one.Phone));
        Add(command, probes.Select(one => one.Email?.ToLowerInvariant()));
        Add(command, probes.Select(one => Domain(one.Email)));
        Add(command, probes.Select(one => one.NameKey));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var at = rows.GetInt64(0) - 1;
            keys[at] = rows.IsDBNull(1) ? null : rows.GetString(1);
            if (!rows.IsDBNull(2)) found[at].Add(new(rows.GetGuid(2), rows.GetString(3), rows.GetFieldValue<string[]>(4)));
        }

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
