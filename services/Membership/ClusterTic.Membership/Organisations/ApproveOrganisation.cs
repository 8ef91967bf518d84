using ClusterTic.Membership.Representation;
using ClusterTic.Membership.Review;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Organisations;

/// <summary>Admits a reviewed organisation to the cluster.</summary>
static class ApproveOrganisation
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/approve", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Approve an application");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, ApproveOrganisationRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        StepMails mails, RepresentationMails invitations, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        TickChecklist.RequireComplete(organisation, cluster.Value);
        organisation.Approve(Category(request.Category, cluster.Value), user.Id, user.Occurred(request.OccurredAt, clock));
        mails.Add(db, organisation, "approve", request.OccurredAt);
        if (mails.IsNews(request.OccurredAt)) await db.InviteMainContactAsync(organisation, invitations, user, clock.GetUtcNow(), cancel);
        await db.SaveUniqueAsync(Representative.OpenPerson, RepresentationRules.InvitedAlready, cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static string Category(string code, ClusterOptions cluster) => cluster.Categories.Exists(category => category.Code == code)
        ? code
        : throw ProblemException.Field("category", Rules.UnknownCategory, ("categories", string.Join(", ", cluster.Categories.Select(category => category.Code))));
}
