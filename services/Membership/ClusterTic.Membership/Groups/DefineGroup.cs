using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Groups;

/// <summary>Saves a search as a group, changes what it is made of, and closes it.</summary>
static class DefineGroup
{
    public static void Map(RouteGroupBuilder groups)
    {
        groups.MapPost("/", Define).Requires(Policies.Manager).WithSummary("Define a group");
        groups.MapPut("/{id:guid}", Change).Requires(Policies.Manager).RequiresIfMatch().WithSummary("Change a group");
        groups.MapPost("/{id:guid}/picks", Pick).Requires(Policies.Manager).WithSummary("Take an organisation into a group or out of it by hand");
        groups.MapPost("/{id:guid}/close", Close).Requires(Policies.Manager).WithSummary("Close a group");
    }

    static async Task<Created<GroupDetails>> Define(
        DefineGroupRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, ClusterCalendar days, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.CheckCode(request.Code);
        var name = faults.ReadName(request.Name);
        var making = await db.ReadMakingAsync(faults, request.Filter, request.Included, request.Excluded, cluster.Value, cancel);
        faults.Refuse();
        var group = new Group { Code = request.Code, Name = name, By = user.Id };
        group.Take(making);
        db.Groups.Add(group);
        await db.SaveUniqueAsync(Group.UniqueCode, GroupRules.CodeTaken, cancel, ("code", request.Code));
        return TypedResults.Created($"/api/membership/v1/groups/{group.Id}", await db.ToDetailsAsync(group, days.Today, cancel));
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Change(
        Guid id, ChangeGroupRequest request, IfMatch ifMatch, MembershipDb db, IOptions<ClusterOptions> cluster, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindGroupAsync(id, cancel) is not { } group) return TypedResults.NotFound();
        ifMatch.Check(group.Version);
        var faults = new Faults();
        var name = faults.ReadName(request.Name);
        var making = await db.ReadMakingAsync(faults, request.Filter, request.Included, request.Excluded, cluster.Value, cancel);
        faults.Refuse();
        group.Change(name, making);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(group, days.Today, cancel));
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Pick(
        Guid id, PickOrganisationRequest request, IfMatch ifMatch, MembershipDb db, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindGroupAsync(id, cancel) is not { } group) return TypedResults.NotFound();
        ifMatch.Check(group.Version);
        var faults = new Faults();
        faults.Check(Group.Picks.Contains(request.Pick), "pick", GroupRules.UnknownPick, ("picks", string.Join(", ", Group.Picks)));
        faults.Check(await db.Organisations.FindAsync([request.OrganisationId], cancel) is not null, "organisationId", GroupRules.UnknownOrganisation);
        faults.Refuse();
        group.Pick(request.OrganisationId, request.Pick);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(group, days.Today, cancel));
    }

    static async Task<Results<Ok<GroupDetails>, NotFound>> Close(
        Guid id, IfMatch ifMatch, MembershipDb db, ClusterCalendar days, CancellationToken cancel)
    {
        if (await db.FindGroupAsync(id, cancel) is not { } group) return TypedResults.NotFound();
        ifMatch.Check(group.Version);
        group.Close(days.Now);
        if (await db.Publications.FindAsync([id], cancel) is { } publication) publication.Close(days.Now);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(await db.ToDetailsAsync(group, days.Today, cancel));
    }
}
