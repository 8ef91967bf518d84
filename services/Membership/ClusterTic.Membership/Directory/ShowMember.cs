using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Directory;

/// <summary>One member's public page.</summary>
static class ShowMember
{
    static readonly Func<MembershipDb, Guid, CancellationToken, Task<Organisation?>> Find = EF.CompileAsyncQuery(
        (MembershipDb db, Guid id, CancellationToken cancel) =>
            db.Organisations.AsNoTracking().SingleOrDefault(one => one.Id == id && one.Status == OrganisationStatus.Member));

    public static void Map(RouteGroupBuilder directory) => directory
        .MapGet("/{id:guid}", Handle)
        .Requires(Policies.Public)
        .WithSummary("Show a member");

    static async Task<Results<Ok<DirectoryEntry>, NotFound>> Handle(Guid id, MembershipDb db, CancellationToken cancel) =>
        await Find(db, id, cancel) is { } member ? TypedResults.Ok(member.ToDirectoryEntry()) : TypedResults.NotFound();
}
