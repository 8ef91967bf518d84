using ClusterTic.Messaging;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Privacy;

/// <summary>Notes that another service has done its part.</summary>
sealed class OnErasureConfirmed(MembershipDb db, TimeProvider clock) : IHandle<IErasureConfirmationFact>
{
    public async Task Handle(IErasureConfirmationFact fact, CancellationToken cancel)
    {
        var said = fact.Confirmation;
        // Held, so that of two replicas that hear the last two confirmations one sees both.
        await db.Database.ExecuteSqlAsync($"select 1 from erasures where id = {said.ErasureId} for update", cancel);
        // An order that this database does not have, after a restore: it will be ordered again, and confirmed again.
        if (await db.Erasures.SingleOrDefaultAsync(one => one.Id == said.ErasureId, cancel) is not { } erasure) return;
        erasure.Confirm(said.Service, said.Erased, said.Kept, said.ConfirmedAt, clock.GetUtcNow());
    }
}
