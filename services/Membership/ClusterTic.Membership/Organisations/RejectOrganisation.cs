using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Turns an application down, for a coded reason.</summary>
static class RejectOrganisation
{
    static readonly string[] Reasons = ["incomplete", "outside-sector", "duplicate", "not-eligible", "other"];

    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/reject", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Reject an application");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, RejectOrganisationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.Reject(Reason(request.Reason), user.Id, user.Occurred(request.OccurredAt, clock), ProfileReading.Blank(request.Note));
        mails.Add(db, organisation, "reject", request.OccurredAt);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static string Reason(string code) => Reasons.Contains(code)
        ? code
        : throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", Reasons)));
}
