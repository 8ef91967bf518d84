using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Parked;

public static class ForgetPerson
{
    /// <summary>
    /// Empties what was set aside about a person, in the transaction that is open: replayed later, it would bring back
    /// what has been erased. That a message was set aside, and why, stays.
    /// </summary>
    /// <returns>How many were emptied.</returns>
    public static Task<int> ForgetParkedAsync(this ServiceDb db, Guid person, DateTimeOffset at, CancellationToken cancel)
    {
        var (parked, discarded) = ((int)ParkedMessageState.Parked, (int)ParkedMessageState.Discarded);
        return db.Database.ExecuteSqlAsync(
            $"""
             update parked set body = '',
               decided_at = case when state = {parked} then {at} else decided_at end,
               decided_by = case when state = {parked} then 'erasure' else decided_by end,
               decided_because = case when state = {parked} then 'person-erased' else decided_because end,
               state = case when state = {parked} then {discarded} else state end
             where aggregate_id = {person} and stream = {(int)FactStream.Restricted} and body <> ''
             """, cancel);
    }
}
