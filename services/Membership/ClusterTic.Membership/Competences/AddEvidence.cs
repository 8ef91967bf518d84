using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Competences;

/// <summary>Enters what speaks for a competence, or takes it away.</summary>
static class AddEvidence
{
    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPost("/{id:guid}/competences/{code}/evidences", Add).Requires(Policies.OwnOrganisation)
            .WithSummary("Add an evidence of a competence");
        organisations.MapDelete("/{id:guid}/competences/{code}/evidences/{evidence:guid}", Remove).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Take an evidence away");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Add(
        Guid id, string code, AddEvidenceRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        if (organisation.FindCompetence(code) is not { } competence) return TypedResults.NotFound();
        var at = user.Occurred(null, clock);
        organisation.AddEvidence(competence, EvidenceReading.Read(request, at), at);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Remove(
        Guid id, string code, Guid evidence, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        if (organisation.FindCompetence(code) is not { } competence
            || competence.Evidences.FirstOrDefault(one => one.Id == evidence) is not { } known) return TypedResults.NotFound();
        organisation.RemoveEvidence(competence, known, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
