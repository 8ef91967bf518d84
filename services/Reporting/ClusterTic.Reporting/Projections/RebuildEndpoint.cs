using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Reporting.Projections;

/// <summary><c>POST /api/reporting/v1/operations/rebuild</c>: answers when the new generation is the one that is read.</summary>
static class RebuildEndpoint
{
    public static void Map(RouteGroupBuilder api) => api
        .MapPost("/operations/rebuild", Handle)
        .Requires(Policies.Operator)
        .WithTags("Operations")
        .WithMetadata(new WithoutIdempotencyKey())
        .DisableRequestTimeout();

    // A caller that gives up waiting does not stop it: half a rebuild would be work for nothing.
    static async Task<Ok<RebuildResult>> Handle(Rebuild rebuild, IHostApplicationLifetime lifetime) =>
        TypedResults.Ok(await rebuild.RunAsync(lifetime.ApplicationStopping));
}
