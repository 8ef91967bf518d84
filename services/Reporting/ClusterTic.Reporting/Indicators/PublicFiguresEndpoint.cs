using ClusterTic.Reporting.Reports;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Reporting.Indicators;

/// <summary><c>GET /api/reporting/v1/public-figures</c>: for the public home page; counts no people.</summary>
static class PublicFiguresEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/public-figures", Show).Requires(Policies.Public).WithTags("Indicators");

    static async Task<Ok<PublicFigures>> Show(ReportReader reader, CancellationToken cancel) =>
        TypedResults.Ok(await reader.ReadPublicAsync(cancel));
}
