using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Dues;

/// <summary>Calls one member for the dues of a term, for another amount where the team says why.</summary>
static class CallForDues
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/dues/calls", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Call an organisation for its dues");

    static async Task<Results<Created<DuesCallDetails>, NotFound>> Handle(
        Guid id, CallForDuesRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, ClusterCalendar days, DuesMails mails,
        CancellationToken cancel)
    {
        var faults = new Faults();
        var term = DuesTerm.Read(faults, request.From, request.To, request.DueOn);
        faults.Refuse();
        return await db.InTransactionAsync<Results<Created<DuesCallDetails>, NotFound>>(async () =>
        {
            if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
            Rule.Require(organisation.Status is OrganisationStatus.Member, DuesRules.OnlyAMemberIsCalled, ("status", organisation.Status.Code()));
            Rule.Require(organisation.MemberSince < days.StartOf(term.To.AddDays(1)), DuesRules.AdmittedAfterTheTerm);
            var plan = (await db.HoldDuesPlansAsync(cancel)).For(organisation.Category, organisation.SmeClass ?? SmeClasses.Unknown, term);
            var (amount, reason) = Amount(request, plan);
            var account = await db.LockDuesAccountAsync(id, cancel);
            ifMatch.Check(account.Version);
            var number = (await db.TakeNumbersAsync(DocumentNumbers.Call, days.Today.Year, 1, cancel)).Single();
            var call = account.Call(
                number, term, request.DueOn!.Value, amount, amount == plan?.Amount ? plan.Id : null, reason, days.Today, Author.Of(user), days.Now);
            mails.AddCall(db, organisation, call);
            await db.SaveChangesAsync(cancel);
            return TypedResults.Created($"/api/membership/v1/organisations/{id}/dues/statement", call.ToDetails());
        }, cancel);
    }

    static (long Amount, string? Reason) Amount(CallForDuesRequest request, DuesPlan? plan)
    {
        if (request.Amount is not { } other)
        {
            Rule.Require(plan is { Amount: > 0 }, DuesRules.NoPlanForIt);
            return (plan!.Amount, ProfileReading.Blank(request.Reason));
        }

        var reason = ProfileReading.Blank(request.Reason);
        if (other != plan?.Amount && reason is null) throw ProblemException.Field("reason", DuesRules.DeviationNeedsReason);
        return (other, reason);
    }
}
