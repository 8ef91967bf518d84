using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Groups;

/// <summary>Tells the others who is in a group, so that it can be invited and written to.</summary>
static class PublishGroup
{
    public static void Map(RouteGroupBuilder groups) => groups
        .MapPost("/{id:guid}/publish", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Publish a group");

    static async Task<Results<Ok<GroupDetails>, NotFound>> Handle(
        Guid id, IfMatch ifMatch, MembershipDb db, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindGroupAsync(id, cancel) is not { } group) return TypedResults.NotFound();
        ifMatch.Check(group.Version);
        group.RequireOpen();
        if (await db.Publications.FindAsync([id], cancel) is not { } publication) db.Publications.Add(publication = Publication.Of(group));
        publication.Take(group, await db.IdsOfAsync(group, days.Today, cancel), days.Now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(group, days.Today, cancel));
    }

    /// <summary>One more than can be published, where there are more.</summary>
    internal static Task<List<Guid>> IdsOfAsync(this MembershipDb db, Group group, DateOnly today, CancellationToken cancel) =>
        db.OrganisationsOf(group.Making, today).Select(one => one.Id).Order().Take(Publication.MostOrganisations + 1).ToListAsync(cancel);
}

/// <summary>Publishes again what was published before, where who is in it has changed. A group that has grown too large keeps what was said of it last.</summary>
sealed class PublishGroups(MembershipDb db, ClusterCalendar days) : IRecurring
{
    public static string Name => "publish-groups";

    public static TimeSpan Every => TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken cancel)
    {
        var published = await db.Publications.Where(one => one.ClosedAt == null).Select(one => one.Id).ToListAsync(cancel);
        foreach (var id in published)
        {
            // One by one and then forgotten, so that many large groups are never in memory together.
            db.ChangeTracker.Clear();
            if (await db.FindGroupAsync(id, cancel) is not { ClosedAt: null } group) continue;
            var ids = await db.IdsOfAsync(group, days.Today, cancel);
            if (ids.Count > Publication.MostOrganisations) continue;
            var publication = await db.Publications.SingleAsync(one => one.Id == id, cancel);
            if (publication.ClosedAt is null && publication.Take(group, ids, days.Now)) await db.SaveChangesAsync(cancel);
        }
    }
}
