using ClusterTic.Membership.People;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>The groups by their codes, with how many organisations each has now; and one with what it is made of.</summary>
static class ListGroups
{
    public static void Map(RouteGroupBuilder groups)
    {
        groups.MapGet("/", List).Requires(Policies.Manager).WithSummary("List groups with their live counts");
        groups.MapGet("/{id:guid}", Show).Requires(Policies.Manager).WithSummary("Show a group");
    }

    public static Task<Group?> FindGroupAsync(this MembershipDb db, Guid id, CancellationToken cancel) =>
        db.Groups.SingleOrDefaultAsync(one => one.Id == id, cancel);

    public static async Task<GroupDetails> ToDetailsAsync(this MembershipDb db, Group group, DateOnly today, CancellationToken cancel)
    {
        var count = await CountAsync(db, group, today, cancel);
        var published = await db.Publications.AsNoTracking().Where(one => one.Id == group.Id)
            .Select(one => new { one.TakenAt, Count = one.OrganisationIds.Length }).SingleOrDefaultAsync(cancel);
        var names = await db.OrganisationNamesAsync(group.Included.Concat(group.Excluded).Select(one => (Guid?)one), cancel);
        return new(
            group.Id, group.Version, group.Code, group.Name, group.Filter, Named(group.Included, names), Named(group.Excluded, names), count,
            published?.TakenAt, published?.Count, group.ClosedAt);
    }

    static async Task<Ok<Page<GroupEntry>>> List(
        [AsParameters] Paging paging, MembershipDb db, ClusterCalendar days, HttpResponse response, CancellationToken cancel)
    {
        var groups = db.Groups.AsNoTracking();
        if (paging.Count is true) response.TotalCount(await groups.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last]) groups = groups.Where(one => one.Code.CompareTo(last) > 0);
        var rows = await groups.OrderBy(one => one.Code).Take(paging.Take + 1).ToListAsync(cancel);
        var page = rows.Take(paging.Take).ToList();
        var ids = page.Select(one => one.Id).ToArray();
        var published = await db.Publications.Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, one => one.TakenAt, cancel);
        var entries = new List<GroupEntry>();
        foreach (var one in page)
            entries.Add(new(
                one.Id, one.Code, one.Name, await CountAsync(db, one, days.Today, cancel),
                published.TryGetValue(one.Id, out var at) ? at : null, one.ClosedAt));
        return TypedResults.Ok(new Page<GroupEntry>(entries, rows.Count > paging.Take ? Cursor.Of(page[^1].Code) : null));
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Show(Guid id, MembershipDb db, ClusterCalendar days, CancellationToken cancel) =>
        await db.FindGroupAsync(id, cancel) is { } group ? TypedResults.Ok(await db.ToDetailsAsync(group, days.Today, cancel)) : TypedResults.NotFound();

    static List<GroupPick> Named(Guid[] picks, Dictionary<Guid, string> names) =>
        [.. picks.Select(one => new GroupPick(one, names[one])).OrderBy(one => one.Name, StringComparer.CurrentCulture)];

    /// <summary>A closed group has nobody.</summary>
    static async Task<long> CountAsync(MembershipDb db, Group group, DateOnly today, CancellationToken cancel) =>
        group.ClosedAt is null ? await db.OrganisationsOf(group.Making, today).LongCountAsync(cancel) : 0;
}
