using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Directory;

/// <summary>The public directory of members, and each member's page.</summary>
static class DirectoryPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/directory", Search).Requires(Policies.Public);
        pages.MapGet("/directory/{id:guid}", Member).Requires(Policies.Public);
    }

    static async Task<IResult> Search(
        string? q, string? region, string? competence, string? after, MembershipService membership, CancellationToken cancel) =>
        Show.Page<DirectoryPage>(new
        {
            Q = q, Region = region, Competence = competence,
            Found = await membership.Directory(q, region, competence, after, 50, cancel),
        });

    static async Task<IResult> Member(Guid id, MembershipService membership, CatalogueService catalogue, CancellationToken cancel)
    {
        var (member, offers) = (membership.Member(id, cancel), catalogue.Of(id, cancel));
        return await member is { IsHere: true } here
            ? Show.Page<MemberPage>(new { Member = here.Value, Offers = await offers }) : Show.Instead(await member);
    }
}
