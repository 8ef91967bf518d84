using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Opportunities.Opportunities;

static class GetOpportunity
{
    public static void Map(RouteGroupBuilder opportunities) => opportunities
        .MapGet("/{id:guid}", Handle)
        .Requires(Policies.Public)
        .WithSummary("Shows an opportunity");

    static async Task<Results<Ok<OpportunityDetails>, NotFound>> Handle(Guid id, OpportunitiesDb db, CancellationToken cancel) =>
        await ListOpportunities.Counted(db, db.Opportunities.AsNoTracking().Where(one => one.Id == id)).SingleOrDefaultAsync(cancel) is { } found
            ? TypedResults.Ok(found.ToDetails())
            : TypedResults.NotFound();
}
