using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Events.Organisations;

static class Standing
{
    /// <summary>These organisations, each as the one that goes on in its place; who is not known yet stays as given.</summary>
    public static async Task<List<Guid>> StandingAsync(this EventsDb db, IEnumerable<Guid> organisations, CancellationToken cancel)
    {
        var wanted = organisations.Distinct().ToList();
        var merged = await db.Organisations.Where(one => one.MergedInto != null && wanted.Contains(one.Id))
            .ToDictionaryAsync(one => one.Id, one => one.MergedInto!.Value, cancel);
        return [.. wanted.Select(one => merged.TryGetValue(one, out var into) ? into : one).Distinct()];
    }

    /// <summary>They, and all that were merged into them.</summary>
    public static async Task<List<Guid>> WithMergedAsync(this EventsDb db, IReadOnlyCollection<Guid> organisations, CancellationToken cancel) =>
        [.. organisations, .. await db.Organisations.Where(one => one.MergedInto != null && organisations.Contains(one.MergedInto.Value)).Select(one => one.Id).ToListAsync(cancel)];
}
