using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Membership.Registration;

/// <summary>Enters an organisation's sector, languages, market and label, and settles a size class that its figures leave open.</summary>
static class ChangeActivity
{
    /// <summary>Yearly turnover in XOF; the limits are those of the law's classes.</summary>
    public static readonly string[] Bands = ["up-to-30m", "up-to-150m", "up-to-1bn", "above-1bn"];

    public static void Map(RouteGroupBuilder organisations)
    {
        organisations.MapPut("/{id:guid}/activity", Change).Requires(Policies.OwnOrganisation).RequiresIfMatch()
            .WithSummary("Change an organisation's sector, languages, turnover band, export share and startup label");
        organisations.MapPost("/{id:guid}/size-class/confirm", Confirm).Requires(Policies.Manager).RequiresIfMatch()
            .WithSummary("Confirm the size class where staff and turnover disagree");
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Change(
        Guid id, ActivityRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        var faults = new Faults();
        faults.Check(request.Sector is null || Isic.Holds(request.Sector), "sector", Rules.UnknownSector);
        faults.Check(request.TurnoverBand is null || Bands.Contains(request.TurnoverBand), "turnoverBand", Rules.UnknownTurnoverBand, ("bands", string.Join(", ", Bands)));
        var languages = (request.Languages ?? []).Select(one => one.Trim().ToLowerInvariant()).ToArray();
        foreach (var (index, language) in languages.Index())
            faults.Check(language is [>= 'a' and <= 'z', >= 'a' and <= 'z'], $"languages[{index}]", Rules.LanguageNotTwoLetters);
        faults.Check(languages.Length <= 20, "languages", Rules.LanguageNotTwoLetters);
        faults.Check(request.StartupLabelUntil is null || !string.IsNullOrWhiteSpace(request.StartupLabel), "startupLabel", Rules.LabelMissing);
        faults.Refuse();
        organisation.ChangeActivity(request, languages, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }

    static async Task<Results<Ok<OrganisationDetails>, NotFound>> Confirm(
        Guid id, ConfirmClassRequest request, IfMatch ifMatch, MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        if (await db.FindOrganisationAsync(id, cancel) is not { } organisation) return TypedResults.NotFound();
        ifMatch.Check(organisation.Version);
        organisation.ConfirmClass(request.Class, user.Occurred(null, clock));
        await db.SaveChangesAsync(cancel);
        return TypedResults.Ok(organisation.ToDetails());
    }
}
