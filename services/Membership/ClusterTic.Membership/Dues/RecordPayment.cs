using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Dues;

/// <summary>Enters what an organisation paid, of any status: whoever was suspended for its dues pays them. Gives a receipt.</summary>
static class RecordPayment
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/dues/payments", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Record a payment of dues");

    static async Task<Results<Created<DuesPaymentDetails>, NotFound>> Handle(
        Guid id, RecordPaymentRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, ClusterCalendar days, CancellationToken cancel)
    {
        var (paidOn, reference, today) = (request.PaidOn!.Value, ProfileReading.Blank(request.Reference), days.Today);
        var faults = new Faults();
        DuesTerm.CheckDay(faults, "paidOn", paidOn);
        faults.Check(paidOn <= today, "paidOn", DuesRules.PaidInTheFuture);
        if (faults.Check(DuesPayment.KnownMeans.Contains(request.Means), "means", DuesRules.UnknownMeans, ("means", string.Join(", ", DuesPayment.KnownMeans))))
            faults.Check(reference is not null || !DuesPayment.WithReference.Contains(request.Means), "reference", DuesRules.ReferenceMissing);
        faults.Refuse();

        return await db.InTransactionAsync<Results<Created<DuesPaymentDetails>, NotFound>>(async () =>
        {
            if (!await db.Organisations.AnyAsync(one => one.Id == id, cancel)) return TypedResults.NotFound();
            var account = await db.LockDuesAccountAsync(id, cancel);
            ifMatch.Check(account.Version);
            var first = account.Calls.FirstOrDefault(call => call.Id == request.CallId);
            if (request.CallId is not null && first is null) throw ProblemException.Field("callId", DuesRules.UnknownCall);
            account.RequireNew(request.Means, reference); // before a number is held up for it
            var payment = new DuesPayment
            {
                Receipt = (await db.TakeNumbersAsync(DocumentNumbers.Receipt, today.Year, 1, cancel)).Single(), PaidOn = paidOn,
                Amount = request.Amount!.Value, Means = request.Means, Reference = reference, By = user.Id, ByName = user.Name, At = days.Now,
            };
            account.Pay(payment, first, paidOn == today ? days.Now : days.StartOf(paidOn));
            await db.SaveChangesAsync(cancel);
            return TypedResults.Created($"/api/membership/v1/organisations/{id}/dues/statement", payment.ToDetails(account.Calls));
        }, cancel);
    }
}
