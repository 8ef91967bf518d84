using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Records that an organisation leaves, or no longer wants to join.</summary>
static class WithdrawOrganisation
{
    static readonly string[] Reasons = ["own-request", "closed", "merged", "excluded", "other"];

    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/withdraw", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Withdraw a membership or an application");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, WithdrawOrganisationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.Withdraw(Reason(request.Reason), ProfileReading.Blank(request.Note), user.Id, user.Occurred(request.OccurredAt, clock));
        mails.Add(db, organisation, "withdraw", request.OccurredAt);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static string Reason(string code) => Reasons.Contains(code)
        ? code
        : throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", Reasons)));
}
