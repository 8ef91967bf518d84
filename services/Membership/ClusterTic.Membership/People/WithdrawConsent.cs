using ClusterTic.Messaging.History;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.People;

/// <summary>
/// Records that a person no longer agrees to a purpose, whatever the wording it was asked with. What was kept under it
/// goes, from the history too.
/// </summary>
static class WithdrawConsent
{
    public static void Map(RouteGroupBuilder people) => people
        .MapPost("/{id:guid}/consents/{consent:guid}/withdraw", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Withdraw a consent");

    static async Task<Results<Ok<ConsentDetails>, NotFound>> Handle(
        Guid id, Guid consent, StepRequest request, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.Consents.SingleOrDefaultAsync(one => one.Id == consent && one.PersonId == id, cancel) is not { } found)
            return TypedResults.NotFound();
        var at = user.Occurred(request.OccurredAt, clock);
        return await db.InTransactionAsync(async () =>
        {
            found.Withdraw(user.Id, at);
            foreach (var same in await db.Consents.Where(one => one.PersonId == id && one.Purpose == found.Purpose && one.WithdrawnAt == null).ToListAsync(cancel))
                if (same != found) same.Withdraw(user.Id, at);
            if (found.Purpose == Consent.Statistics) (await db.People.SingleAsync(one => one.Id == id, cancel)).ForgetStatistics(at);
            await db.SaveChangesAsync(cancel);
            if (found.Purpose == Consent.Statistics) await db.EraseHistoryAsync(id, ["sex", "birthYear"], clock.GetUtcNow(), cancel);
            return TypedResults.Ok(found.ToDetails());
        }, cancel);
    }
}
