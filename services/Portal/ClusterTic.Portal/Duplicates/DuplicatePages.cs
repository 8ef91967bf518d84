using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Duplicates;

/// <summary>Organisations that may be entered twice: found, compared, merged, and taken apart again.</summary>
static class DuplicatePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/duplicates", Index).Requires(Policies.Manager);
        pages.MapPost("/duplicates/{first:guid}/{second:guid}/{decision:regex(^(dismiss|reopen)$)}", Decide).Requires(Policies.Manager);
        pages.MapGet("/organisations/{id:guid}/duplicates", Of).Requires(Policies.Manager);
        pages.MapGet("/organisations/{id:guid}/merge", Compare).Requires(Policies.Manager);
        pages.MapPost("/organisations/{id:guid}/merge", Merge).Requires(Policies.Manager);
        pages.MapPost("/merges/{id:guid}/undo", Undo).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(bool? dismissed, string? done, string? after, MembershipService membership, CancellationToken cancel) =>
        Show.Page<DuplicatesPage>(new
        {
            Dismissed = dismissed ?? false, Done = done, Found = await membership.Duplicates(dismissed ?? false, after, 50, cancel),
        });

    static async Task<IResult> Decide(
        Guid first, Guid second, string decision, IFormCollection form, MembershipService membership, CancellationToken cancel)
    {
        var decided = await membership.DecideDuplicate(first, second, decision, form.Attempt(), cancel);
        if (!decided.IsHere) return Show.Instead(decided);
        return Results.LocalRedirect(Reader.Url(Guid.TryParse(form.Text("of"), out var of)
            ? $"/organisations/{of}/duplicates?done={decision}"
            : $"/duplicates?done={decision}{(decision is "reopen" ? "&dismissed=true" : null)}"));
    }

    static Task<IResult> Of(Guid id, string? done, MembershipService membership, CancellationToken cancel) =>
        OfAsync(id, done, null, StatusCodes.Status200OK, membership, cancel);

    static async Task<IResult> OfAsync(Guid id, string? done, Refusal? refusal, int status, MembershipService membership, CancellationToken cancel)
    {
        var (asked, found, merges) = (membership.Organisation(id, cancel), membership.DuplicatesOf(id, cancel), membership.Merges(id, null, 50, cancel));
        var organisation = await asked;
        return organisation.IsHere
            ? Show.Page<OfPage>(new { Organisation = organisation.Value, Found = await found, Merges = await merges, Done = done, Refusal = refusal }, status)
            : Show.Instead(organisation);
    }

    static Task<IResult> Compare(Guid id, Guid with, MembershipService membership, CancellationToken cancel) =>
        CompareAsync(id, with, null, null, StatusCodes.Status200OK, membership, cancel);

    /// <param name="taken">What was chosen, where the page is shown again.</param>
    static async Task<IResult> CompareAsync(
        Guid id, Guid with, IReadOnlyList<string>? taken, Refusal? refusal, int status, MembershipService membership, CancellationToken cancel)
    {
        var preview = await membership.MergePreview(id, with, cancel);
        return preview.IsHere ? Show.Page<MergePage>(new { Preview = preview.Value, Taken = taken, Refusal = refusal }, status) : Show.Instead(preview);
    }

    static async Task<IResult> Merge(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        _ = Guid.TryParse(form.Text("absorb"), out var absorb);
        List<string> take = [.. form.Where(field => field.Key.StartsWith("take.", StringComparison.Ordinal) && field.Value == "absorbed").Select(field => field.Key[5..])];
        var merged = await membership.Merge(id, new(absorb, long.TryParse(form.Text("absorbVersion"), out var seen) ? seen : null, take), form.Attempt(), cancel);
        return merged.IsHere
            ? Results.LocalRedirect(Reader.Url($"/organisations/{id}/duplicates?done=merge"))
            : await CompareAsync(id, absorb, take, Show.RefusalOf(merged, texts), Show.StatusOf(merged), membership, cancel);
    }

    static async Task<IResult> Undo(Guid id, IFormCollection form, MembershipService membership, Texts texts, CancellationToken cancel)
    {
        var undone = await membership.UndoMerge(id, form.Attempt(), cancel);
        if (undone.IsHere) return Results.LocalRedirect(Reader.Url($"/organisations/{undone.Value!.AbsorbedId}/duplicates?done=undo"));
        return Guid.TryParse(form.Text("of"), out var of)
            ? await OfAsync(of, null, Show.RefusalOf(undone, texts), Show.StatusOf(undone), membership, cancel)
            : Show.Instead(undone);
    }
}
