using ClusterTic.Membership.Organisations;
using ClusterTic.Membership.Reference;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using ClusterTic.ServiceDefaults.Settings;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ClusterTic.Membership.Competences;

/// <summary>How many members can do what, by region or size, and what nobody can.</summary>
static class ShowMatrix
{
    public static void Map(RouteGroupBuilder competences) => competences
        .MapGet("/matrix", Handle)
        .Requires(Policies.ReadReports)
        .Produces<CompetenceMatrix>(200, "application/json", "text/csv")
        .WithSummary("Show the matrix of competences");

    /// <param name="by">region (unless told) or size.</param>
    /// <param name="level">Counted from this level on; 1 unless told.</param>
    /// <param name="format">csv or json, where <c>Accept</c> cannot say it.</param>
    static async Task<IResult> Handle(
        string? by, int? level, string? format, NpgsqlDataSource database, IOptions<ClusterOptions> cluster, HttpContext http, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Check(by is null or "region" or "size", "by", Rules.UnknownGrouping);
        faults.Check(level is null or >= 1 and <= 5, "level", Rules.LevelOutOfRange);
        faults.Refuse();
        var asCsv = http.Request.WantsCsv(format);
        var bySize = by is "size";
        var cells = await MatrixQuery.ReadAsync(database, bySize, level ?? 1, cancel);
        var matrix = Arrange(cells, bySize ? "size" : "region", level ?? 1, bySize ? SmeClasses.Codes : Regions.Of(cluster.Value.Country));
        http.Response.Headers.Vary = "Accept, Accept-Language";
        if (!asCsv) return TypedResults.Ok(matrix);
        return TypedResults.Stream(
            output => MatrixCsv.WriteAsync(output, matrix, cancel), "text/csv; charset=utf-8", $"competences-{matrix.By}.csv");
    }

    /// <param name="expected">Columns that are there though no member is in them: an empty one is what is looked for.</param>
    static CompetenceMatrix Arrange(List<MatrixCell> cells, string by, int level, IReadOnlyList<string> expected)
    {
        List<string> columns = [.. expected.Union(cells.Select(cell => cell.Column).Where(column => column != "none").Order(StringComparer.Ordinal))];
        if (cells.Exists(cell => cell.Column == "none")) columns.Add("none");
        var rows = cells.ToLookup(cell => (cell.Kind, cell.Row));

        IReadOnlyList<int> Counts(string kind, string row)
        {
            var found = rows[(kind, row)].ToDictionary(cell => cell.Column, cell => cell.Members, StringComparer.Ordinal);
            return [.. columns.Select(column => found.GetValueOrDefault(column))];
        }

        MatrixRow Row(string kind, string code, LocalText label) => Counts(kind, code) is var counts ? new(code, label, counts.Sum(), counts) : null!;

        var tags = Tags.All.Select(tag => Row("tag", tag.Code, tag.Label)).ToList();
        return new(
            by, level, columns, Counts("members", ""),
            [
                .. from cell in cells
                   where cell.Kind is "class"
                   group cell by cell.Row into row
                   orderby row.Key
                   select Row("class", row.Key, row.First().Label ?? new(row.Key)),
            ],
            tags, [.. tags.Where(tag => tag.Total == 0).Select(tag => tag.Code)], [.. tags.Where(tag => tag.Total == 1).Select(tag => tag.Code)]);
    }
}
