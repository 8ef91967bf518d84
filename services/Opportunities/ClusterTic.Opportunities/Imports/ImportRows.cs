using ClusterTic.Opportunities.Ocds;
using ClusterTic.Opportunities.Opportunities;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace ClusterTic.Opportunities.Imports;

/// <summary>The import's own SQL: everything for a whole batch at once.</summary>
static class ImportRows
{
    /// <summary>All releases of these processes that came before.</summary>
    public static async Task<ILookup<Guid, PastRelease>> PastAsync(OpportunitiesDb db, Guid[] opportunities, CancellationToken cancel)
    {
        var past = new List<(Guid Opportunity, PastRelease Release)>();
        if (opportunities.Length > 0)
        {
            var (connection, transaction) = await db.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(
                "select opportunity_id, date, stage, key, arrival, tags, content from releases where opportunity_id = any($1)", connection, transaction)
            {
                Parameters = { new NpgsqlParameter { Value = opportunities } },
            };
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
                past.Add((rows.GetGuid(0), new PastRelease(
                    rows.GetFieldValue<DateTimeOffset>(1), rows.GetInt16(2), rows.GetString(3), rows.GetInt64(4), rows.GetFieldValue<string[]>(5),
                    OcdsReleaseReader.Restore(rows.GetFieldValue<byte[]>(6)), IsFresh: false)));
        }
        return past.ToLookup(one => one.Opportunity, one => one.Release);
    }

    public static async Task AddReleasesAsync(
        OpportunitiesDb db, Guid import, IReadOnlyList<OcdsRelease> releases, Func<OcdsRelease, Guid> opportunity,
        HashSet<OcdsRelease> contradicting, CancellationToken cancel)
    {
        var (connection, _) = await db.OpenAsync(cancel);
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy releases (opportunity_id, key, date, stage, tags, hash, contradicts, import_id, path, content) from stdin (format binary)", cancel);
        foreach (var release in releases)
        {
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(opportunity(release), NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(release.Key, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(release.Date.UtcDateTime, NpgsqlDbType.TimestampTz, cancel);
            await copy.WriteAsync((short)release.Stage, NpgsqlDbType.Smallint, cancel);
            await copy.WriteAsync(release.Tags.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(release.Hash, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(contradicting.Contains(release), NpgsqlDbType.Boolean, cancel);
            await copy.WriteAsync(import, NpgsqlDbType.Uuid, cancel);
            await copy.WriteAsync(release.Path, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(release.Canonical, NpgsqlDbType.Json, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    public static async Task ReplaceCodesAsync(OpportunitiesDb db, IReadOnlyList<Opportunity> opportunities, CancellationToken cancel)
    {
        if (opportunities.Count == 0) return;
        var codes = opportunities.SelectMany(opportunity => opportunity.Codes.Select(code => (opportunity.Id, Code: code))).ToList();
        var digits = codes.ConvertAll(code => Cpv.TryParse(code.Code, out var cpv) ? (short)cpv.Prefix.Length : (short)8);
        await db.Database.ExecuteSqlAsync(
            $"""
             delete from opportunity_codes where opportunity_id = any({opportunities.Select(opportunity => opportunity.Id).ToArray()})
             """, cancel);
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into opportunity_codes (opportunity_id, code, digits)
             select * from unnest({codes.Select(code => code.Id).ToArray()}, {codes.Select(code => code.Code).ToArray()}, {digits.ToArray()})
             """, cancel);
    }

    public static async Task AddFaultsAsync(
        OpportunitiesDb db, OcdsImport import, IReadOnlyList<ReleaseFault> faults, DateTimeOffset now, CancellationToken cancel)
    {
        if (faults.Count == 0) return;
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into quarantine (id, import_id, file_hash, source, path, reason, detail, received_at)
             select id, {import.Id}, {import.FileHash}, {import.Source}, path, reason, detail, {now}
             from unnest({faults.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {faults.Select(fault => fault.Path).ToArray()},
                         {faults.Select(fault => fault.Code).ToArray()}, {faults.Select(fault => fault.Detail).ToArray()})
                  with ordinality fault (id, path, reason, detail, at)
             order by at
             on conflict (file_hash, path, reason) do nothing
             """, cancel);
    }
}
