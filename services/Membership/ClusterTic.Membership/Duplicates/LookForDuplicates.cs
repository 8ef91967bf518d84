using ClusterTic.Membership.Imports;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClusterTic.Membership.Duplicates;

/// <summary>
/// Looks for the pairs of the organisations that changed since the last time, some at a time, each batch in a transaction
/// of its own: what a stop interrupts is asked for again. An import at work has the processor to itself; what it brings is
/// looked at when it has ended.
/// </summary>
sealed class LookForDuplicates(MembershipDb db, TimeProvider clock) : IRecurring
{
    const int AtOnce = 200;

    public static string Name => "look-for-duplicates";

    public static TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        while (!await db.Jobs.AnyAsync(job => job.Kind == ImportJob.Kind && job.Status == JobStatus.Running, cancel)
            && await db.InTransactionAsync(() => LookAsync(cancel), cancel) == AtOnce)
        {
        }
    }

    /// <returns>How many organisations were looked at.</returns>
    async Task<int> LookAsync(CancellationToken cancel)
    {
        var (connection, transaction) = await db.OpenAsync(cancel);
        var asked = new List<Guid>();
        await using (var take = new NpgsqlCommand(
            $"""
             delete from duplicate_checks where organisation_id in (
               select organisation_id from duplicate_checks order by asked_at, organisation_id limit {AtOnce} for update skip locked)
             returning organisation_id
             """, connection, transaction))
        {
            await using var rows = await take.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel)) asked.Add(rows.GetGuid(0));
        }

        if (asked.Count == 0) return 0;
        // What no longer holds goes; what somebody has decided stays, so that it is not asked again.
        await using var keep = new NpgsqlCommand(
            $"""
             with pair as materialized (
               select distinct on (least(one, id), greatest(one, id)) least(one, id) as first_id, greatest(one, id) as second_id, why, likeness
               from ({LikeOrganisations.OfMany}) found (one, id, why, likeness)
               order by least(one, id), greatest(one, id), likeness desc
             ), gone as (
               delete from duplicate_pairs old
               where (old.first_id = any ($1) or old.second_id = any ($1)) and old.dismissed_at is null
                 and not exists (select from pair where pair.first_id = old.first_id and pair.second_id = old.second_id)
             )
             insert into duplicate_pairs (first_id, second_id, why, likeness, found_at)
             select first_id, second_id, why, likeness, $3 from pair
             on conflict (first_id, second_id) do update set why = excluded.why, likeness = excluded.likeness
             """, connection, transaction);
        LikeOrganisations.AddParameters(keep, asked);
        keep.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        await keep.ExecuteNonQueryAsync(cancel);
        return asked.Count;
    }
}
