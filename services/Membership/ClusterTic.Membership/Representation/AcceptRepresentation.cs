using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Representation;

/// <summary>Binds the caller's account to the contact that an invitation was sent to, and tells for whom the caller acts.</summary>
static class AcceptRepresentation
{
    public static void Map(RouteGroupBuilder representations)
    {
        representations.MapPost("/accept", Accept).Requires(Policies.SignedIn).WithSummary("Accept an invitation to act for an organisation");
        representations.MapGet("/mine", Mine).Requires(Policies.SignedIn).WithSummary("List the organisations that the caller acts for");
    }

    static async Task<Ok<MyRepresentation>> Accept(
        AcceptRepresentationRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var (hash, now) = (InvitationCode.Hash(request.Code), clock.GetUtcNow());
        // One answer for a code that is wrong, used, over or taken back: which of them it was is nobody's business.
        var found = await db.Representatives.SingleOrDefaultAsync(one => one.CodeHash == hash && one.ExpiresAt > now, cancel)
            ?? throw ProblemException.Field("code", RepresentationRules.CodeWrong);
        var organisation = await db.Organisations.AsNoTracking().Where(one => one.Id == found.OrganisationId)
            .Select(one => new { Name = one.TradeName ?? one.Name, one.Status }).SingleAsync(cancel);
        if (organisation.Status is OrganisationStatus.Rejected or OrganisationStatus.Withdrawn) throw ProblemException.Field("code", RepresentationRules.CodeWrong);
        found.Accept(user.Account!.Value, now);
        await db.SaveUniqueAsync(Representative.LiveAccount, RepresentationRules.ActsAlready, cancel, ("organisation", organisation.Name));
        return TypedResults.Ok(new MyRepresentation(found.Id, found.OrganisationId, organisation.Name, organisation.Status.Code(), now));
    }

    static async Task<Ok<Page<MyRepresentation>>> Mine(
        [AsParameters] Paging paging, MembershipDb db, CurrentUser user, HttpResponse response, CancellationToken cancel)
    {
        var mine = db.RepresentationsOf(user).AsNoTracking();
        if (paging.Count is true) response.TotalCount(await mine.LongCountAsync(cancel));
        if (paging.AfterId() is { } last) mine = mine.Where(one => one.Id > last);
        var rows = await (from one in mine
                          join organisation in db.Organisations on one.OrganisationId equals organisation.Id
                          orderby one.Id
                          select new { one.Id, one.OrganisationId, Name = organisation.TradeName ?? organisation.Name, organisation.Status, one.AppointedAt })
            .Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(rows.ConvertAll(one => new MyRepresentation(one.Id, one.OrganisationId, one.Name, one.Status.Code(), one.AppointedAt!.Value))
            .ToPage(paging, one => one.Id));
    }
}
