using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Takes back a call on which nothing is paid; its number stays used.</summary>
static class CancelCall
{
    public static void Map(RouteGroupBuilder dues) => dues
        .MapPost("/calls/{id:guid}/cancel", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Cancel a call for dues");

    static async Task<Results<Ok<DuesCallDetails>, NotFound>> Handle(
        Guid id, UndoDuesRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, ClusterCalendar days, CancellationToken cancel)
    {
        if (!DuesCall.CancelReasons.Contains(request.Reason))
            throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", DuesCall.CancelReasons)));
        return await db.InTransactionAsync<Results<Ok<DuesCallDetails>, NotFound>>(async () =>
        {
            var owner = await db.DuesCalls.Where(one => one.Id == id).Select(one => (Guid?)one.OrganisationId).SingleOrDefaultAsync(cancel);
            if (owner is not { } organisation) return TypedResults.NotFound();
            var account = await db.LockDuesAccountAsync(organisation, cancel);
            ifMatch.Check(account.Version);
            var call = account.Calls.Single(one => one.Id == id);
            account.Cancel(call, request.Reason, ProfileReading.Blank(request.Note), Author.Of(user), days.Now);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(call.ToDetails());
        }, cancel);
    }
}
