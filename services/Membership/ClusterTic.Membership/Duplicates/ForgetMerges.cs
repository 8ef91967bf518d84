using ClusterTic.Messaging.Jobs;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Duplicates;

/// <summary>Once a merge can no longer be undone, what it would take to undo it goes: values that gave way, and a logo that nobody shows any more.</summary>
sealed class ForgetMerges(MembershipDb db, TimeProvider clock) : IRecurring
{
    public static string Name => "forget-merges";

    public static TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancel)
    {
        var before = clock.GetUtcNow().AddDays(-OrganisationMerge.DaysToUndo);
        await db.Database.ExecuteSqlAsync(
            $"""
             with old as (
               select id, fields from organisation_merges where at < {before} and undone_at is null and jsonb_path_exists(fields, '$[*].was')
             ), unused as (
               delete from files using old, jsonb_array_elements(old.fields) field
               where field ->> 'property' = 'LogoId' and files.id = (field ->> 'was')::uuid
                 and not exists (select from organisations where logo_id = files.id)
             )
             update organisation_merges merged
             set fields = (select jsonb_agg(jsonb_build_object('property', field -> 'property')) from jsonb_array_elements(merged.fields) field)
             from old where merged.id = old.id
             """, cancel);
    }
}
