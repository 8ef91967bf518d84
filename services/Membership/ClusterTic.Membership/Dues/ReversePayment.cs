using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Takes a payment back by an entry of its own: a cheque that bounced, an amount typed wrong. What it had settled is open again.</summary>
static class ReversePayment
{
    public static void Map(RouteGroupBuilder dues) => dues
        .MapPost("/payments/{id:guid}/reverse", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Reverse a payment of dues");

    static async Task<Results<Ok<DuesPaymentDetails>, NotFound>> Handle(
        Guid id, UndoDuesRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, ClusterCalendar days, CancellationToken cancel)
    {
        if (!DuesPayment.ReverseReasons.Contains(request.Reason))
            throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", DuesPayment.ReverseReasons)));
        return await db.InTransactionAsync<Results<Ok<DuesPaymentDetails>, NotFound>>(async () =>
        {
            var owner = await db.DuesAccounts.Where(one => one.Payments.Any(payment => payment.Id == id))
                .Select(one => (Guid?)one.OrganisationId).SingleOrDefaultAsync(cancel);
            if (owner is not { } organisation) return TypedResults.NotFound();
            var account = await db.LockDuesAccountAsync(organisation, cancel);
            ifMatch.Check(account.Version);
            var entry = account.Reverse(
                account.Payments.Single(one => one.Id == id), request.Reason, ProfileReading.Blank(request.Note), days.Today, Author.Of(user), days.Now);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Ok(entry.ToDetails(account.Calls));
        }, cancel);
    }
}
