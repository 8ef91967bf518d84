using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>What organisations asked the team to change: of one the newest first, of all the oldest first, as a queue is worked off.</summary>
static class ListChangeRequests
{
    public static void Map(RouteGroupBuilder organisations, RouteGroupBuilder requests)
    {
        organisations.MapGet("/{id:guid}/change-requests", OfOne).Requires(Policies.OwnOrganisation).WithSummary("List what an organisation asked to change");
        requests.MapGet("/", OfAll).Requires(Policies.Manager).WithSummary("List what organisations asked to change");
    }

    static async Task<Results<Ok<Page<ChangeRequestDetails>>, NotFound>> OfOne(
        Guid id, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
        var requests = Whole(db).Where(one => one.OrganisationId == id);
        if (paging.Count is true) response.TotalCount(await requests.LongCountAsync(cancel));
        if (paging.AfterId() is { } last) requests = requests.Where(one => one.Id < last);
        var rows = await requests.OrderByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(rows.ConvertAll(one => one.ToDetails()).ToPage(paging, one => one.Id));
    }

    /// <param name="status">open, approved, rejected, withdrawn.</param>
    static async Task<Ok<Page<ChangeRequestDetails>>> OfAll(
        string? status, [AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        var requests = Whole(db);
        if (!string.IsNullOrEmpty(status))
        {
            if (!ChangeRequest.Statuses.Contains(status))
                throw ProblemException.Field("status", RepresentationRules.UnknownRequestStatus, ("statuses", string.Join(", ", ChangeRequest.Statuses)));
            requests = requests.Where(one => one.Status == status);
        }

        if (paging.Count is true) response.TotalCount(await requests.LongCountAsync(cancel));
        if (paging.AfterId() is { } last) requests = requests.Where(one => one.Id > last);
        var rows = await requests.OrderBy(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(rows.ConvertAll(one => one.ToDetails()).ToPage(paging, one => one.Id));
    }

    static IQueryable<ChangeRequest> Whole(MembershipDb db) => db.ChangeRequests.AsNoTracking().Include(one => one.Organisation);
}
