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
        pages.MapGet("/people/{id:guid}/merge", Compare).Requires(Policies.Manager);
        pages.MapPost("/people/{id:guid}/merge", Merge).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? after, PeopleService people, CancellationToken cancel) =>
        Show.Page<AlikePage>(new { Found = await people.Duplicates(after, 50, cancel) });

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
