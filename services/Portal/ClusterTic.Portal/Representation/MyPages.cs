using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Representation;

/// <summary>For whom the reader acts, and accepting to act for one more. An organisation's own pages are those of the team, without what is the team's.</summary>
static class MyPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/represent", () => Show.Page<RepresentPage>()).Requires(Policies.SignedIn);
        pages.MapPost("/represent", Accept).Requires(Policies.SignedIn);
        pages.MapGet("/my", Index).Requires(Policies.SignedIn);
        pages.MapGet("/my/{id:guid}", (Guid id) => Results.LocalRedirect(Reader.Url($"/organisations/{id}"))).Requires(Policies.SignedIn);
        pages.MapPost("/my/{id:guid}/end", End).Requires(Policies.SignedIn);
    }

    static async Task<IResult> Accept(IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var code = form.Text("code");
        if (code is null)
        {
            var missing = Refusal.Here(texts["common.form-has-errors"], new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase) { ["code"] = [texts["representation.code-missing"]] });
            return Show.Page<RepresentPage>(new { Refusal = missing }, 400);
        }

        var accepted = await membership.AcceptRepresentation(new(code), form.Attempt(), cancel);
        return accepted.IsHere
            ? Results.LocalRedirect(Reader.Url("/my?done=accept"))
            : Show.Page<RepresentPage>(new { Code = code, Refusal = Show.RefusalOf(accepted, texts) }, Show.StatusOf(accepted));
    }

    static Task<IResult> Index(string? done, string? after, MembershipService membership, CancellationToken cancel) =>
        Page(done, after, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> Page(string? done, string? after, Refusal? refusal, int status, MembershipService membership, CancellationToken cancel) =>
        Show.Page<MyPage>(new { Done = done, Refusal = refusal, Mine = await membership.MyRepresentations(after, cancel) }, status);

    static async Task<IResult> End(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        if (!Guid.TryParse(form.Text("representative"), out var representative)) return Results.NotFound();
        var ended = await membership.EndRepresentation(id, representative, new("own-request"), form.Attempt(), cancel);
        return ended.IsHere
            ? Results.LocalRedirect(Reader.Url("/my?done=end"))
            : await Page(null, null, Show.RefusalOf(ended, texts), Show.StatusOf(ended), membership, cancel);
    }
}
