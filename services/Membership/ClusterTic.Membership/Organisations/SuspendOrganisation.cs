using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Organisations;

/// <summary>Takes a member out of directory and matches for a time, for a coded reason.</summary>
static class SuspendOrganisation
{
    static readonly string[] Reasons = ["dues", "inactive", "conduct", "not-eligible", "own-request", "other"];

    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/suspend", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Suspend a member");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, SuspendOrganisationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, StepMails mails, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.Suspend(Reason(request.Reason), ProfileReading.Blank(request.Note), user.Id, user.Occurred(request.OccurredAt, clock));
        mails.Add(db, organisation, "suspend", request.OccurredAt);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static string Reason(string code) => Reasons.Contains(code)
        ? code
        : throw ProblemException.Field("reason", Rules.UnknownReason, ("reasons", string.Join(", ", Reasons)));
}
