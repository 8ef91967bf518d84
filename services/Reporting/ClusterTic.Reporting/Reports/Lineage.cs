using System.Globalization;
using ClusterTic.Reporting.Figures;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Reporting.Reports;

/// <summary>
/// The messages behind a figure: everything received, up to the figure's data, about the aggregates that it counts.
/// By aggregate, each one's messages in the order of receipt.
/// </summary>
sealed class Lineage(Snapshots snapshots, IOptions<ClusterOptions> cluster)
{
    /// <summary>Set where messages are left out because their number would tell a figure that is withheld.</summary>
    public const string WithheldHeader = "X-Withheld";

    public Task<Page<LineageEntry>> ReadAsync(Subjects subjects, Filters filters, Paging paging, CancellationToken cancel)
    {
        var take = paging.Take;
        var (afterId, afterPosition) = (Guid.Empty, 0L);
        if (paging.Keys(2) is [var id, var position]
            && !(Guid.TryParse(id, out afterId) && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out afterPosition)))
            throw ProblemException.Field("after", "cursor-invalid");

        return snapshots.ReadAsync(filters.AsOf, async snapshot =>
        {
            await using var command = new NpgsqlCommand(
                $"""
                 with s as (select distinct id from ({subjects.Sql}) s where id >= $10 order by id limit $12 + 1)
                 select f.message_id, f.wire_name, f.sender, f.aggregate_id, f.version, f.occurred_at, f.recorded_at, f.received_at,
                   f.trace_parent, f.position
                 from s cross join lateral (
                   select * from facts f
                   where f.aggregate_id = s.id and f.position <= $13 and (s.id > $10 or f.position > $11)
                   order by f.position limit $12 + 1
                 ) f
                 order by f.aggregate_id, f.position
                 limit $12 + 1
                 """, snapshot.Connection, snapshot.Transaction);
            command.Parameters.AddRange(Figure.Parameters(snapshot.Data, filters, FigureReader.Founding(cluster.Value)));
            command.Parameters.Add(subjects.Ninth is Guid organisation
                ? new NpgsqlParameter<Guid> { TypedValue = organisation }
                : new NpgsqlParameter { Value = subjects.Ninth ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
            command.Parameters.AddWithValue(afterId);
            command.Parameters.AddWithValue(afterPosition);
            command.Parameters.AddWithValue(take);
            command.Parameters.AddWithValue(snapshot.Data.Position);

            var entries = new List<LineageEntry>(take + 1);
            var positions = new List<long>(take + 1);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                entries.Add(new(
                    row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetGuid(3), row.GetInt64(4),
                    row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7),
                    row.IsDBNull(8) ? null : TraceId(row.GetString(8))));
                positions.Add(row.GetInt64(9));
            }

            if (entries.Count <= take) return new Page<LineageEntry>(entries, null);
            var next = Cursor.Of(entries[take - 1].AggregateId.ToString(), positions[take - 1].ToString(CultureInfo.InvariantCulture));
            return new Page<LineageEntry>(entries[..take], next);
        }, cancel);
    }

    /// <summary>The second part of W3C's traceparent.</summary>
    static string? TraceId(string traceParent) => traceParent.Split('-') is [_, { Length: 32 } trace, ..] ? trace : null;
}
