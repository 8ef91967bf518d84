using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Imports;

/// <summary>The way of a table into the list of organisations: send, check, map, decide, take in, correct.</summary>
static class ImportPages
{
    /// <summary>As much as the service takes; it would close the connection on more.</summary>
    const long MostBytes = 10 * 1024 * 1024;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/imports", Index).Requires(Policies.Manager);
        pages.MapPost("/imports", Start).Requires(Policies.Manager);
        pages.MapGet("/imports/{id:guid}", Details).Requires(Policies.Manager);
        pages.MapPost("/imports/{id:guid}/mapping", MapColumns).Requires(Policies.Manager);
        pages.MapPost("/imports/{id:guid}/apply", Apply).Requires(Policies.Manager);
        pages.MapPost("/imports/{id:guid}/cancel", Cancel).Requires(Policies.Manager);
        pages.MapPost("/imports/{id:guid}/decide", Decide).Requires(Policies.Manager);
        pages.MapPost("/imports/{id:guid}/decide-all", DecideAll).Requires(Policies.Manager);
    }

    static async Task<IResult> Index(string? after, ImportService imports, CancellationToken cancel) =>
        Show.Page<ImportsPage>(new { Found = await imports.Imports(after, 20, cancel) });

    static async Task<IResult> Start(IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel)
    {
        async Task<IResult> Again<T>(Part<T> refused) =>
            Show.Page<ImportsPage>(new { Found = await imports.Imports(null, 20, cancel), Refusal = Show.RefusalOf(refused, texts) }, Show.StatusOf(refused));

        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return await Again(new Part<ImportDetails>("membership", PartState.Refused, Refusal: Refusal.Here(
                texts["common.form-has-errors"], new(StringComparer.OrdinalIgnoreCase) { ["file"] = [texts["imports.file-missing"]] })));
        if (file.Length > MostBytes)
            return await Again(new Part<ImportDetails>("membership", PartState.Refused, Refusal: Refusal.Here(
                texts["common.form-has-errors"], new(StringComparer.OrdinalIgnoreCase) { ["file"] = [texts["imports.file-too-large"]] })));
        await using var content = file.OpenReadStream();
        var started = await imports.Start(content, file.FileName, form.Text("separator"), form.Text("encoding"), form.Attempt(), cancel);
        return started.IsHere ? Results.LocalRedirect(Reader.Url($"/imports/{started.Value!.Id}")) : await Again(started);
    }

    static async Task<IResult> Details(Guid id, string? verdict, string? after, ImportService imports, CancellationToken cancel)
    {
        var import = await imports.Import(id, cancel);
        return !import.IsHere ? Show.Instead(import) : await Page(import.Value!, verdict, after, null, 200, imports, cancel);
    }

    static async Task<IResult> Page(ImportDetails import, string? verdict, string? after, Refusal? refusal, int status, ImportService imports, CancellationToken cancel)
    {
        verdict ??= ImportPage.Verdicts.FirstOrDefault(one => import.Counts.GetValueOrDefault(one) > 0);
        var rows = verdict is null ? null : await imports.Rows(import.Id, verdict, after, 25, cancel);
        return Show.Page<ImportPage>(new { Import = import, Verdict = verdict, Rows = rows, Refusal = refusal }, status);
    }

    static async Task<IResult> MapColumns(Guid id, IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel)
    {
        var fields = form["field"].Select(field => string.IsNullOrEmpty(field) ? null : field).ToList();
        return await Answer(id, null, await imports.MapColumns(id, new(fields), form.Attempt(), cancel), imports, texts, cancel);
    }

    static async Task<IResult> Apply(Guid id, IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel) =>
        await Answer(id, null, await imports.Apply(id, new(form.Text("good") is not null), form.Attempt(), cancel), imports, texts, cancel);

    static async Task<IResult> Cancel(Guid id, IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel) =>
        await Answer(id, null, await imports.Cancel(id, form.Attempt(), cancel), imports, texts, cancel);

    static async Task<IResult> Decide(Guid id, IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel)
    {
        // "update" may name which organisation: update:{id}.
        var parts = (form.Text("decision") ?? "").Split(':', 2);
        Guid? target = parts.Length == 2 && Guid.TryParse(parts[1], out var known) ? known : null;
        var row = int.TryParse(form.Text("row"), out var number) ? number : 0;
        return await Answer(id, form.Text("verdict"), await imports.Decide(id, row, new(parts[0], target), form.Attempt(), cancel), imports, texts, cancel);
    }

    static async Task<IResult> DecideAll(Guid id, IFormCollection form, ImportService imports, Texts texts, CancellationToken cancel)
    {
        var verdict = form.Text("verdict") ?? "";
        return await Answer(id, verdict, await imports.DecideAll(id, new(verdict, form.Text("decision") ?? ""), form.Attempt(), cancel), imports, texts, cancel);
    }

    static async Task<IResult> Answer<T>(Guid id, string? verdict, Part<T> taken, ImportService imports, Texts texts, CancellationToken cancel)
    {
        if (taken.IsHere) return Results.LocalRedirect(Reader.Url($"/imports/{id}") + (verdict is { Length: > 0 } ? "?verdict=" + Uri.EscapeDataString(verdict) : ""));
        var import = await imports.Import(id, cancel);
        return import.IsHere
            ? await Page(import.Value!, verdict, null, Show.RefusalOf(taken, texts), Show.StatusOf(taken), imports, cancel)
            : Show.Instead(import);
    }
}
