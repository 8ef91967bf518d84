using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>What the team enters from registers and yearly accounts.</summary>
static class RegistrationPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapPost("/organisations/{id:guid}/registration", ChangeNumbers).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/figures", ChangeFigures).Requires(Policies.Manager);
    }

    static async Task<IResult> ChangeNumbers(
        Guid id, IFormCollection form, MembershipService membership, Reader reader, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var request = new RegistrationRequest(
            form.Text("idu"), form.Text("rccm"), form.Text("ncc"), form.Text("cnps"), (int?)numbers.Read("foundedIn", 9999), form.Text("held") is not null);
        if (!reader.IsManager)
        {
            // The form shows no numbers to whoever may not change them: they stay as they are.
            var now = await membership.Organisation(id, cancel);
            if (!now.IsHere) return Show.Instead(now);
            var kept = now.Value!.Registration;
            request = request with { Idu = kept?.Idu, Rccm = kept?.Rccm, Ncc = kept?.Ncc, Cnps = kept?.Cnps };
        }

        var changed = numbers.Refused<OrganisationDetails>() ?? await membership.ChangeRegistration(id, request, form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, changed, ["idu", "rccm", "ncc", "cnps", "foundedIn", "held"], form, membership, texts, cancel);
    }

    static async Task<IResult> ChangeFigures(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var numbers = new Numbers(form, texts);
        var year = (int?)numbers.Read("year", 9999) ?? 0;
        var request = new YearFiguresRequest(
            (int?)numbers.Read("staff", int.MaxValue), (int?)numbers.Read("women", int.MaxValue), (int?)numbers.Read("youth", int.MaxValue),
            numbers.Read("turnover", long.MaxValue));
        var changed = numbers.Refused<OrganisationDetails>() ?? await membership.ChangeFigures(id, year, request, form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, changed, ["year", "staff", "women", "youth", "turnover"], form, membership, texts, cancel);
    }

    static async Task<IResult> Answer(
        Guid id, Part<OrganisationDetails> changed, string[] fields, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel) =>
        changed.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=registration"))
            : await OrganisationPages.Again(id, changed, membership, texts, cancel, fields.ToDictionary(field => field, field => form.Text(field) ?? "", StringComparer.Ordinal));
}
