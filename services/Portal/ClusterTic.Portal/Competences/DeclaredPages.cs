using System.Globalization;
using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Organisations;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Competences;

/// <summary>What the team, or who acts for the organisation, enters on an organisation's page about its competences.</summary>
static class DeclaredPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        var declared = pages.MapGroup("/organisations/{id:guid}/competences").Requires(Policies.SignedIn);
        declared.MapPost("", Declare);
        declared.MapPost("/evidences/{kind:regex(^(reference-project|certificate|headcount|declared)$)}", AddEvidence);
        declared.MapPost("/verify", Verify);
        declared.MapPost("/{code}/unverify", Unverify);
        declared.MapPost("/{code}/remove", Drop);
        declared.MapPost("/{code}/evidences/{evidence:guid}/remove", RemoveEvidence);
    }

    static async Task<IResult> Declare(
        Guid id, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var code = form.Text("competence.tag") ?? form.Text("competence.code");
        var request = new DeclareCompetenceRequest(
            int.TryParse(form.Text("competence.level"), NumberStyles.None, CultureInfo.InvariantCulture, out var level) ? level : 0, form.Text("competence.note"));
        var declared = code is null
            ? Refused("competence.code", texts["competences.nothing-chosen"], texts)
            : await competences.Declare(id, code, request, Seen(form), cancel);
        return await Answer(id, declared, "competence", Given(form, "competence.tag", "competence.code", "competence.level", "competence.note"), membership, texts, cancel);
    }

    static async Task<IResult> AddEvidence(
        Guid id, string kind, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var typed = new EvidenceForm(form, kind, texts);
        var request = typed.Read();
        var added = typed.Refused() ?? await competences.AddEvidence(id, typed.Competence, request, form.Attempt(), cancel);
        return await Answer(id, added, kind, typed.Given, membership, texts, cancel);
    }

    static async Task<IResult> Verify(
        Guid id, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var faults = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        var until = EvidenceForm.Day(form, "verify.until", texts, faults);
        var verified = until is { } day
            ? await competences.Verify(id, form.Text("verify.competence") ?? "", new(day), form.Attempt(), cancel)
            : Refused("verify.until", texts["competences.not-a-day"], texts);
        return await Answer(id, verified, "verify", Given(form, "verify.competence", "verify.until"), membership, texts, cancel);
    }

    static async Task<IResult> Unverify(
        Guid id, string code, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, await competences.Unverify(id, code, form.Attempt(), cancel), null, null, membership, texts, cancel);

    static async Task<IResult> Drop(
        Guid id, string code, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts, CancellationToken cancel) =>
        await Answer(id, await competences.Drop(id, code, Seen(form), cancel), null, null, membership, texts, cancel);

    static async Task<IResult> RemoveEvidence(
        Guid id, string code, Guid evidence, IFormCollection form, CompetencesService competences, MembershipService membership, Texts texts,
        CancellationToken cancel) =>
        await Answer(id, await competences.RemoveEvidence(id, code, evidence, Seen(form), cancel), null, null, membership, texts, cancel);

    /// <param name="prefix">The form's name, which its fields have and the service's do not.</param>
    static async Task<IResult> Answer(
        Guid id, Part<OrganisationDetails> taken, string? prefix, IReadOnlyDictionary<string, string>? given, MembershipService membership, Texts texts,
        CancellationToken cancel)
    {
        if (taken.IsHere) return Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=competence"));
        if (prefix is not null && taken.Refusal is { Fields.Count: > 0 } refusal)
        {
            var fields = refusal.Fields.ToDictionary(
                field => field.Key.StartsWith(prefix + ".", StringComparison.OrdinalIgnoreCase) ? field.Key : $"{prefix}.{field.Key}", field => field.Value,
                StringComparer.OrdinalIgnoreCase);
            taken = taken with { Refusal = refusal with { Fields = fields } };
        }

        return await OrganisationPages.Again(id, taken, membership, texts, cancel, given);
    }

    static Part<OrganisationDetails> Refused(string field, string why, Texts texts) => new(
        "membership", PartState.Refused,
        Refusal: Refusal.Here(texts["common.form-has-errors"], new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase) { [field] = [why] }));

    static long Seen(IFormCollection form) => form.Attempt().Seen ?? 0;

    static Dictionary<string, string> Given(IFormCollection form, params string[] fields) =>
        fields.ToDictionary(field => field, field => form.Text(field) ?? "", StringComparer.Ordinal);
}
