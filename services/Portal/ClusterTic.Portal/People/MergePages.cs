using System.Globalization;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.People;

/// <summary>People who may be entered twice: found, compared and merged.</summary>
static class MergePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/people/duplicates", Index).Requires(Policies.Manager);
        pages.MapPost("/people/duplicates/{first:guid}/{second:guid}/dismiss", TellApart).Requires(Policies.Manager);
        pages.MapGet("/people/{id:guid}/merge", Compare).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}/merge", Merge).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(bool? dismissed, string? done, string? after, PeopleService people, CancellationToken cancel) =>
        Show.Page<AlikePage>(new { Dismissed = dismissed ?? false, Done = done, Found = await people.Duplicates(dismissed ?? false, after, 50, cancel) });

    static async Task<IResult> TellApart(Guid first, Guid second, IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        var told = await people.TellApart(first, second, form.Attempt(), cancel);
        return told.IsHere
            ? Results.LocalRedirect(Reader.Url("/people/duplicates?done=dismiss"))
            : Show.Page<AlikePage>(new { Found = await people.Duplicates(false, null, 50, cancel), Refusal = Show.RefusalOf(told, texts) }, Show.StatusOf(told));
    }

    static Task<IResult> Compare(Guid id, Guid with, PeopleService people, CancellationToken cancel) => Page(id, with, null, StatusCodes.Status200OK, people, cancel);

    static async Task<IResult> Page(Guid id, Guid with, Refusal? refusal, int status, PeopleService people, CancellationToken cancel)
    {
        var preview = await people.MergePreview(id, with, cancel);
        return preview.IsHere ? Show.Page<MergePage>(new { Preview = preview.Value, Refusal = refusal }, status) : Show.Instead(preview);
    }

    static async Task<IResult> Merge(Guid id, IFormCollection form, PeopleService people, Texts texts, CancellationToken cancel)
    {
        _ = Guid.TryParse(form.Text("absorb"), out var absorb);
        long? seen = long.TryParse(form.Text("absorbVersion"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        var merged = await people.Merge(id, new(absorb, seen), form.Attempt(), cancel);
        return merged.IsHere
            ? Results.LocalRedirect(Reader.Url($"/people/{id}?done=merged"))
            : await Page(id, absorb, Show.RefusalOf(merged, texts), Show.StatusOf(merged), people, cancel);
    }
}
