using ClusterTic.Messaging.Outbox;
using ClusterTic.Messaging.Wire;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Messaging.Announcing;

/// <summary>Repeats the current state of all aggregates of one kind to one endpoint.</summary>
abstract class Announcer(string aggregate, FactStream stream)
{
    /// <summary>For instance <c>membership.organisation</c>.</summary>
    public string Aggregate { get; } = aggregate;

    public FactStream Stream { get; } = stream;

    public abstract Task<int> AnnounceAsync(ServiceDb db, string endpoint, DateTimeOffset now, CancellationToken cancel);
}

/// <inheritdoc/>
sealed class Announcer<TAggregate>(
    Type announced, Func<IQueryable<TAggregate>, IQueryable<TAggregate>> whole, Func<TAggregate, DateTimeOffset, IFact> announce)
    : Announcer(FactKind.FamilyOf(announced)!.Name, FactKind.FamilyOf(announced)!.Stream)
    where TAggregate : Aggregate
{
    const int Batch = 200;

    public override async Task<int> AnnounceAsync(ServiceDb db, string endpoint, DateTimeOffset now, CancellationToken cancel)
    {
        var count = 0;
        for (var last = Guid.Empty; ;)
        {
            db.ChangeTracker.Clear();
            var batch = await whole(db.Set<TAggregate>().AsNoTracking()).Where(one => one.Id > last).OrderBy(one => one.Id).Take(Batch).ToListAsync(cancel);
            if (batch.Count == 0) return count;
            db.Outbox.AddRange(batch.Select(one => db.MakeMessage(announce(one, now), System.Diagnostics.Activity.Current?.Id, mass: true, endpoint)));
            db.HasOutgoing = true;
            await db.SaveChangesAsync(cancel);
            count += batch.Count;
            last = batch[^1].Id;
        }
    }
}
