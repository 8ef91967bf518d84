using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>The cluster team stands for a competence at its level, until a day; or no longer.</summary>
static class VerifyCompetence
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/competences/{code}/verify", Verify).Requires(Policies.Manager).WithSummary("Verify a competence until a day");
        organisations.MapPost("/{id:guid}/competences/{code}/unverify", Unverify).Requires(Policies.Manager).WithSummary("Take a verification back");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Verify(
        Guid id, string code, VerifyCompetenceRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        if (organisation.FindCompetence(code) is not { } competence) return TypedResults.NotFound();
        var at = user.Occurred(null, clock);
        if (request.Until < DateOnly.FromDateTime(at.UtcDateTime)) throw ProblemException.Field("until", Rules.EndsInThePast);
        organisation.Verify(competence, request.Until, user.Id, at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Unverify(
        Guid id, string code, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        if (organisation.FindCompetence(code) is not { } competence) return TypedResults.NotFound();
        organisation.Unverify(competence, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
