using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Organisations;

/// <summary>What an organisation says of itself, entered by the team or by those who act for it: who that is, Membership says.</summary>
static class ProfilePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/organisations/{id:guid}/profile", Show).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/profile", ChangeProfile).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/activity", ChangeActivity).Requires(Policies.SignedIn);
        pages.MapPost("/organisations/{id:guid}/size-class", ConfirmClass).Requires(Policies.Manager);
    }

    static Task<IResult> Show(Guid id, MembershipService membership, CancellationToken cancel) => Page(id, null, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> ChangeProfile(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var now = await membership.Organisation(id, cancel);
        if (!now.IsHere) return Layout.Show.Instead(now);
        // The form shows no competences: they stay as they are.
        var request = new ChangeProfileRequest(
            form.Text("name") ?? "", form.Text("tradeName"), form.Text("type") ?? "", form.Text("country") ?? "", form.Text("region"), form.Text("town"),
            JoinForm.Address(form.Text("website")), new LocalText(form.Text("description.fr"), form.Text("description.en")),
            [.. now.Value!.Competences.Select(one => new CompetenceRequest(one.Code, one.Level))]);
        return await Answer(id, await membership.ChangeProfile(id, request, form.Attempt().Seen ?? 0, cancel), form,
            ["name", "tradeName", "type", "country", "region", "town", "website", "description.fr", "description.en"], membership, texts, cancel);
    }

    static async Task<IResult> ChangeActivity(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        string[] fields = ["sector", "languages", "turnoverBand", "exportShare", "startupLabel", "startupLabelUntil"];
        var numbers = new Numbers(form, texts);
        var export = (int?)numbers.Read("exportShare", 1000);
        if (!form.Day("startupLabelUntil", out var until))
            return await Answer(id, new Part<OrganisationDetails>("membership", PartState.Refused, Refusal: Refusal.Here(
                texts["common.form-has-errors"], new Dictionary<string, string[]> { ["startupLabelUntil"] = [texts["profile.day"]] })), form, fields, membership, texts, cancel);
        var request = new ActivityRequest(
            form.Text("sector"), form.Text("languages")?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            form.Text("turnoverBand"), export, form.Text("startupLabel"), until);
        var changed = numbers.Refused<OrganisationDetails>() ?? await membership.ChangeActivity(id, request, form.Attempt().Seen ?? 0, cancel);
        return await Answer(id, changed, form, fields, membership, texts, cancel);
    }

    static async Task<IResult> ConfirmClass(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var confirmed = await membership.ConfirmClass(id, new(form.Text("class") ?? ""), form.Attempt(), cancel);
        return confirmed.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=registration"))
            : await OrganisationPages.Again(id, confirmed, membership, texts, cancel);
    }

    static async Task<IResult> Answer(
        Guid id, Part<OrganisationDetails> changed, IFormCollection form, string[] fields, MembershipService membership, Texts texts, CancellationToken cancel) =>
        changed.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}?done=profile"))
            : await Page(id, Layout.Show.RefusalOf(changed, texts).Renamed(Field), form.Typed(fields), Layout.Show.StatusOf(changed), membership, cancel);

    /// <summary>A list is one field on the page.</summary>
    static string Field(string field) => field.StartsWith("languages[", StringComparison.Ordinal) ? "languages" : field;

    static async Task<IResult> Page(
        Guid id, Refusal? refusal, IReadOnlyDictionary<string, string>? given, int status, MembershipService membership, CancellationToken cancel)
    {
        var organisation = await membership.Organisation(id, cancel);
        return organisation.IsHere
            ? Layout.Show.Page<ProfilePage>(new { Organisation = organisation.Value, Refusal = refusal, Given = given }, status)
            : Layout.Show.Instead(organisation);
    }
}
