using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Outbox;

namespace ClusterTic.Opportunities.Suppliers;

/// <summary>
/// Confirms an order of erasure with nothing: suppliers are organisations, and notices name buyers. It is said all the
/// same, since a service that is silent cannot be told from one that is away.
/// </summary>
sealed class OnErasure(OpportunitiesDb db, TimeProvider clock) : IHandle<ErasureOrdered>
{
    public Task Handle(ErasureOrdered fact, CancellationToken cancel)
    {
        db.AddFact(ErasureConfirmed.By("opportunities", fact.Erasure.Id, fact.Erasure.PersonId, clock.GetUtcNow(), []));
        return Task.CompletedTask;
    }
}
