using ClusterTic.ServiceDefaults.Data;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Privacy;

/// <summary>Erases a person's data here and has every other service do so; who asks again is shown the first order.</summary>
static class ErasePerson
{
    public static void Map(RouteGroupBuilder people) => people
        .MapPost("/{id:guid}/erase", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Erase a person's data in every service");

    static async Task<Results<Created<ErasureDetails>, Ok<ErasureDetails>, NotFound>> Handle(
        Guid id, ErasePersonRequest request, MembershipDb db, OrderErasure order, CurrentUser user, CancellationToken cancel)
    {
        if (!Erasure.Reasons.Contains(request.Reason))
            throw ProblemException.Field("reason", PrivacyRules.UnknownErasureReason, ("reasons", string.Join(", ", Erasure.Reasons)));
        var ordered = await db.InTransactionAsync(() => order.ForAsync(id, request.Reason, user.Id, user.Name, cancel), cancel);
        if (ordered is not var (erasure, isNew)) return TypedResults.NotFound();
        return isNew ? TypedResults.Created($"/api/membership/v1/erasures/{erasure.Id}", erasure.ToDetails()) : TypedResults.Ok(erasure.ToDetails());
    }
}
