using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>Enters that an organisation can do something, and how well, or that it no longer can.</summary>
static class DeclareCompetence
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPut("/{id:guid}/competences/{code}", Declare).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Declare a competence, or all that a house tag stands for");
        organisations.MapDelete("/{id:guid}/competences/{code}", Drop).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Take a competence and its evidences away");
    }

    /// <summary>The competence that an address names; null where the organisation has not declared it.</summary>
    public static Competence? FindCompetence(this Organisation organisation, string code) =>
        Cpv.TryParse(code, out var cpv) ? organisation.Competences.FirstOrDefault(one => one.Code == cpv.Code) : null;

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Declare(
        Guid id, string code, DeclareCompetenceRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var at = user.Occurred(null, clock);
        if (Tags.Find(code) is { } tag) organisation.DeclareAll(tag.Codes, request.Level, at);
        else if (Cpv.TryParse(code, out var cpv)) organisation.Declare(cpv.Code, request.Level, Note(organisation, code, request, user), at);
        else throw ProblemException.Field("code", Rules.UnknownCompetence);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    /// <summary>The note is the team's: nobody else reads it, so nobody else writes it or takes it away.</summary>
    static string? Note(Organisation organisation, string code, DeclareCompetenceRequest request, CurrentUser user) =>
        user.IsInRole(Roles.Manager) ? ProfileReading.Blank(request.Note) : organisation.FindCompetence(code)?.Note;

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Drop(
        Guid id, string code, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        if (organisation.FindCompetence(code) is not { } competence) return TypedResults.NotFound();
        organisation.Drop(competence, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
