using ClusterTic.Portal.Layout;
using ClusterTic.Portal.Remote;
using ClusterTic.ServiceDefaults.Security;

namespace ClusterTic.Portal.Competences;

/// <summary>The vocabulary of competences for everybody, and for readers of reports how many members can do what.</summary>
static class CompetencePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/competences", Browse).Requires(Policies.Public);
        pages.MapGet("/competences/matrix", Matrix).Requires(Policies.ReadReports);
    }

    static async Task<IResult> Browse(string? parent, string? q, string? after, CompetencesService competences, CancellationToken cancel)
    {
        var found = competences.Codes(parent, q, after, 50, cancel);
        var above = string.IsNullOrWhiteSpace(parent) ? null : await competences.Path(parent, cancel);
        return Show.Page<CompetencesPage>(new { Parent = parent, Q = q, Above = above?.Value, Found = await found });
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
