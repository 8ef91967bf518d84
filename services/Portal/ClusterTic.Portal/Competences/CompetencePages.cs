using ClusterTic.Membership;
using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClusterTic.Portal.Competences;

/// <summary>The vocabulary of competences for everybody, and for readers of reports how many members can do what.</summary>
static class CompetencePages
{
    /// <summary>As much as the service takes; it would close the connection on more.</summary>
    const long MostBytes = 8 * 1024 * 1024;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/competences", Browse).Requires(Policies.Public);
        pages.MapGet("/competences/import", ImportForm).Requires(Policies.Manager);
        pages.MapPost("/competences/import", Import).Requires(Policies.Manager);
        pages.MapGet("/competences/matrix", Matrix).Requires(Policies.ReadReports);
    }

    static async Task<IResult> Browse(string? parent, string? q, string? after, CompetencesService competences, CancellationToken cancel)
    {
        var found = competences.Codes(parent, q, after, 50, cancel);
        var above = string.IsNullOrWhiteSpace(parent) ? null : await competences.Path(parent, cancel);
        return Show.Page<CompetencesPage>(new { Parent = parent, Q = q, Above = above?.Value, Found = await found });
    }

    /// <param name="read">What an import that is done has said; see <see cref="Import"/>.</param>
    static RazorComponentResult<CpvImportPage> ImportForm(int? read, int? added, int? changed) =>
        Show.Page<CpvImportPage>(new { Done = read is { } codes ? new CpvImportResult(codes, added ?? 0, changed ?? 0) : null });

    static async Task<IResult> Import(IFormCollection form, CpvImportService service, Texts texts, CancellationToken cancel)
    {
        static IResult Again(Part<CpvImportResult> refused, Texts texts) =>
            Show.Page<CpvImportPage>(new { Refusal = Show.RefusalOf(refused, texts) }, Show.StatusOf(refused));
        Part<CpvImportResult> Refused(string text) => new("membership", PartState.Refused, Refusal: Refusal.Here(
            texts["common.form-has-errors"], new(StringComparer.OrdinalIgnoreCase) { ["file"] = [text] }));

        if (form.Files.GetFile("file") is not { Length: > 0 } file) return Again(Refused(texts["competences.import-missing"]), texts);
        if (file.Length > MostBytes) return Again(Refused(texts["competences.import-too-large"]), texts);
        await using var content = file.OpenReadStream();
        var imported = await service.Import(content, form.Attempt(), cancel);
        return imported.Value is { } done
            ? Results.LocalRedirect(Reader.Url($"/competences/import?read={done.Read}&added={done.Added}&changed={done.Changed}"))
            : Again(imported, texts);
    }

    static async Task<IResult> Matrix(string? by, string? of, int? level, CompetencesService competences, CancellationToken cancel)
    {
        var (grouping, least) = (by is "size" ? "size" : "region", level is >= 1 and <= 5 ? level.Value : 1);
        return Show.Page<MatrixPage>(new
        {
            By = grouping, Of = of is "class" ? "class" : "tag", Level = least, Counts = await competences.Matrix(grouping, least, cancel),
        });
    }
}
