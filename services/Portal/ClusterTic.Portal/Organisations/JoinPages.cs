using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Organisations;

/// <summary>Applying to join: registers the organisation, confirms the contact's address by a code and submits, for anybody.</summary>
static class JoinPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/join", (IOptions<ClusterOptions> cluster) => Show.Page<JoinPage>(new { Form = JoinForm.Blank(cluster.Value.Country) }))
            .Requires(Policies.Public);
        pages.MapPost("/join", Apply).Requires(Policies.Public);
        pages.MapGet("/join/confirm", (Guid application, bool? sent) => Show.Page<ConfirmPage>(new { Application = application, Sent = sent is true }))
            .Requires(Policies.Public);
        pages.MapPost("/join/confirm", Confirm).Requires(Policies.Public);
        pages.MapPost("/join/confirm/again", SendAgain).Requires(Policies.Public);
        pages.MapGet("/join/done", () => Show.Page<JoinedPage>()).Requires(Policies.Public);
    }

    static async Task<IResult> Apply(
        IFormCollection form, MembershipService membership, Texts texts, IOptions<ClusterOptions> cluster, CancellationToken cancel)
    {
        var typed = JoinForm.Read(form);
        var attempt = form.Attempt();
        if (typed.Missing(texts) is { } missing) return Show.Page<JoinPage>(new { Form = typed, Refusal = missing }, 400);

        var registered = await membership.Register(typed.ToRequest(cluster.Value.Country), attempt, cancel);
        return registered.IsHere
            ? Results.LocalRedirect(Reader.Url($"/join/confirm?application={registered.Value!.Id}"))
            : Again(typed, registered, texts);
    }

    static async Task<IResult> Confirm(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var attempt = form.Attempt();
        if (!Guid.TryParse(form.Text("application"), out var application)) return Results.NotFound();
        if (form.Text("code") is not { } code)
        {
            var missing = Refusal.Here(texts["common.form-has-errors"], new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase) { ["code"] = [texts["join.confirm-missing"]] });
            return Show.Page<ConfirmPage>(new { Application = application, Refusal = missing }, 400);
        }

        var confirmed = await membership.ConfirmEmail(application, new Membership.ConfirmEmailRequest(code), attempt, cancel);
        if (!confirmed.IsHere) return Refused(application, code, confirmed, texts);

        // The same key serves both steps: keys are scoped by path, so a repeated post finds both done.
        var submitted = await membership.Step(application, "submit", new Membership.StepRequest(), attempt, cancel);
        return submitted.IsHere ? Results.LocalRedirect(Reader.Url("/join/done")) : Refused(application, code, submitted, texts);
    }

    static async Task<IResult> SendAgain(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        if (!Guid.TryParse(form.Text("application"), out var application)) return Results.NotFound();
        var sent = await membership.SendCodeAgain(application, form.Attempt(), cancel);
        return sent.IsHere ? Results.LocalRedirect(Reader.Url($"/join/confirm?application={application}&sent=true")) : Refused(application, null, sent, texts);
    }

    static RazorComponentResult<ConfirmPage> Refused<T>(Guid application, string? code, Part<T> refused, Texts texts) => Show.Page<ConfirmPage>(
        new { Application = application, Code = code, Refusal = Show.RefusalOf(refused, texts) }, Show.StatusOf(refused));

    static RazorComponentResult<JoinPage> Again<T>(JoinForm typed, Part<T> refused, Texts texts) => Show.Page<JoinPage>(
        new { Form = typed, Refusal = Show.RefusalOf(refused, texts) },
        Show.StatusOf(refused));
}
