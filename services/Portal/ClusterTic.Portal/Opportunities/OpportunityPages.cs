using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Opportunities;

/// <summary>Market opportunities, who could serve them and why, and the notices that could not be read.</summary>
static class OpportunityPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/opportunities", Index).Requires(Policies.Public);
        pages.MapGet("/opportunities/{id:guid}", Details).Requires(Policies.Public);
        pages.MapGet("/opportunities/quarantine", Quarantine).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(
        string? q, string? status, string? tier, string? code, string? after, OpportunitiesService opportunities, CancellationToken cancel) =>
        Show.Page<OpportunitiesPage>(new
        {
            Q = q, Status = status, Tier = tier, Code = code,
            Found = await opportunities.Opportunities(q, status, tier, code, after, 50, cancel),
        });

    static async Task<IResult> Details(Guid id, string? after, OpportunitiesService opportunities, CancellationToken cancel)
    {
        var (asked, matches) = (opportunities.Opportunity(id, cancel), opportunities.Matches(id, after, cancel));
        await Task.WhenAll(asked, matches);
        var found = await asked;
        return found.IsHere
            ? Show.Page<OpportunityPage>(new { Opportunity = found.Value, Matches = await matches })
            : Show.Instead(found);
    }

    static async Task<IResult> Quarantine(string? after, OpportunitiesService opportunities, CancellationToken cancel) =>
        Show.Page<QuarantinePage>(new { Found = await opportunities.Quarantine(after, 50, cancel) });
}
