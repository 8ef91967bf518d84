using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClusterTic.Portal.Organisations;

/// <summary>Applying to join: registers the organisation and submits it, for anybody.</summary>
static class JoinPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/join", (IOptions<ClusterOptions> cluster) => Show.Page<JoinPage>(new { Form = JoinForm.Blank(cluster.Value.Country) }))
            .Requires(Policies.Public);
        pages.MapPost("/join", Apply).Requires(Policies.Public);
        pages.MapGet("/join/done", () => Show.Page<JoinedPage>()).Requires(Policies.Public);
    }

    static async Task<IResult> Apply(
        IFormCollection form, MembershipService membership, Texts texts, IOptions<ClusterOptions> cluster, CancellationToken cancel)
    {
        var typed = JoinForm.Read(form);
        var attempt = form.Attempt();
        if (typed.Missing(texts) is { } missing) return Show.Page<JoinPage>(new { Form = typed, Refusal = missing }, 400);

        var registered = await membership.Register(typed.ToRequest(cluster.Value.Country), attempt, cancel);
        if (!registered.IsHere) return Again(typed, registered, attempt, texts);

        // The same key serves both steps: keys are scoped by path, so a repeated post finds both done.
        var submitted = await membership.Step(registered.Value!.Id, "submit", new Membership.StepRequest(), attempt, cancel);
        return submitted.IsHere ? Results.LocalRedirect(Reader.Url("/join/done")) : Again(typed, submitted, attempt, texts);
    }

    static RazorComponentResult<JoinPage> Again<T>(JoinForm typed, Part<T> refused, Attempt attempt, Texts texts) => Show.Page<JoinPage>(
        new { Form = typed, Refusal = Show.RefusalOf(refused, texts), Key = refused.State is PartState.Away ? attempt.Key : null },
        Show.StatusOf(refused));
}
