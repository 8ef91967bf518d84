using ClusterTic.Membership;
using ClusterTic.Messaging;
using ClusterTic.Messaging.Outbox;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Reporting.Log;

/// <summary>
/// Confirms an order of erasure with how many messages of the log name the person's id. They stay: the id is nobody's any
/// more, and no message of this stream holds a name or free text about anybody that would have to go.
/// </summary>
sealed class OnErasure(ReportingDb db, TimeProvider clock) : IHandle<ErasureOrdered>
{
    public async Task Handle(ErasureOrdered fact, CancellationToken cancel)
    {
        var person = fact.Erasure.PersonId.ToString();
        // By the index facts_of_person, which asks for both conditions as they are here.
        var mentions = await db.Database.SqlQuery<int>(
            $"""
             select count(*)::int as "Value" from facts
             where people_in(body) @> array[{person}] and body like '%"personId":"%' and wire_name not like '%erasure.%'
             """).SingleAsync(cancel);
        ErasedCount[] held = mentions > 0 ? [new("messages-without-name", mentions)] : [];
        db.AddFact(ErasureConfirmed.By("reporting", fact.Erasure.Id, fact.Erasure.PersonId, clock.GetUtcNow(), held));
    }
}
