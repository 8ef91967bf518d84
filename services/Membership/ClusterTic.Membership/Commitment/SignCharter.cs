using ClusterTic.Membership.Organisations;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Membership.Commitment;

/// <summary>Records that an organisation signed a version of the charter.</summary>
static class SignCharter
{
    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapPost("/{id:guid}/charter", Handle)
        .Requires(Policies.Manager)
        .WithSummary("Record a signature under the charter");

    static async Task<Results<Created<CharterSignatureDetails>, NotFound>> Handle(
        Guid id, SignCharterRequest request, MembershipDb db, CurrentUser user, IOptions<ClusterOptions> cluster, TimeProvider clock,
        CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        organisation.RequireOpen();
        var at = user.Occurred(request.OccurredAt, clock);
        var charters = cluster.Value.Charters;
        var charter = charters.Find(one => one.Version == request.Charter);
        var faults = new Faults();
        faults.Check(charter is not null, "charter", CommitmentRules.UnknownCharter, ("charters", string.Join(", ", charters.Select(one => one.Version))));
        faults.Check(request.SignedOn is not null, "signedOn", "required");
        faults.Check(!(request.SignedOn > cluster.Value.DayOf(clock.GetUtcNow())), "signedOn", CommitmentRules.SignedInTheFuture);
        faults.Check(!(request.SignedOn < charter?.AdoptedOn), "signedOn", CommitmentRules.SignedBeforeAdoption, ("adopted", charter?.AdoptedOn));
        faults.Check(request.SignatoryId is not null, "signatoryId", "required");
        var signatory = await db.CheckContactAsync(faults, "signatoryId", id, request.SignatoryId, cancel);
        faults.Refuse();

        var live = await db.LiveSignaturesAsync(id, cancel);
        Rule.Require(!live.Exists(one => one.Charter == charter!.Version), CommitmentRules.CharterSignedAlready, ("charter", charter!.Version));
        var signature = new CharterSignature
        {
            OrganisationId = id, Charter = charter.Version, SignedOn = request.SignedOn!.Value, SignatoryId = request.SignatoryId!.Value,
            By = user.Id, ByName = user.Name, RecordedAt = clock.GetUtcNow(),
        };
        db.CharterSignatures.Add(signature);
        organisation.SignCharter(signature, live.Append(signature).Newest(cluster.Value)!, at);
        await db.SaveUniqueAsync(CharterSignature.LiveVersion, CommitmentRules.CharterSignedAlready, cancel, ("charter", charter.Version));
        return TypedResults.Created($"/api/membership/v1/organisations/{id}/charter", signature.ToDetails(signatory!));
    }
}
