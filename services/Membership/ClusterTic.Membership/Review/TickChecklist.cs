using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Review;

/// <summary>What the team has verified of an application, by the installation's own checklist.</summary>
static class TickChecklist
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPut("/{id:guid}/checklist", Handle)
        .Requires(Policies.Manager)
        .RequiresIfMatch()
        .WithSummary("Tick off the review's checklist");

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Handle(
        Guid id, TickChecklistRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster,
        TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var items = cluster.Value.ReviewChecklist.Select(item => item.Code).ToList();
        var done = request.Done.Distinct(StringComparer.Ordinal).ToList();
        if (done.Except(items, StringComparer.Ordinal).Any())
            throw ProblemException.Field("done", Rules.UnknownCheck, ("checks", string.Join(", ", items)));
        organisation.TickOff(done, user.Occurred(request.OccurredAt, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    /// <summary>409 where something is open that the installation wants done before an approval.</summary>
    public static void RequireComplete(Organisation organisation, ClusterOptions cluster)
    {
        var open = cluster.ReviewChecklist
            .Where(item => item.Required && !organisation.Checks.Contains(item.Code))
            .Select(item => new LocalText(item.Fr, item.En).In(System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName))
            .ToList();
        Rule.Require(open.Count == 0, Rules.ChecklistIncomplete, ("open", string.Join(" · ", open)));
    }
}
