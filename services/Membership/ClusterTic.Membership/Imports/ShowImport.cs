using System.Data;
using ClusterTic.Messaging.Jobs;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ClusterTic.Membership.Imports;

/// <summary>How far an import is, what was found, and each row's verdict.</summary>
static class ShowImport
{
    public static void Map(RouteGroupBuilder imports)
    {
        imports.MapGet("/", List).Requires(Policies.Manager).WithSummary("List imports");
        imports.MapGet("/{id:guid}", Show).Requires(Policies.Manager).WithSummary("Show an import");
        imports.MapGet("/{id:guid}/rows", Rows).Requires(Policies.Manager).RecordsReads("imports.rows").WithSummary("List an import's rows by verdict");
    }

    static async Task<Ok<Page<ImportDetails>>> List([AsParameters] Paging paging, MembershipDb db, HttpResponse response, CancellationToken cancel)
    {
        await using var snapshot = await SnapshotAsync(db, cancel);
        var imports = db.Imports.AsNoTracking();
        if (paging.Count is true) response.TotalCount(await imports.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            imports = Guid.TryParse(last, out var seen) ? imports.Where(one => one.Id < seen) : throw ProblemException.Field("after", "cursor-invalid");
        var found = await imports.OrderByDescending(one => one.Id).Take(paging.Take + 1).ToListAsync(cancel);
        var page = found.Take(paging.Take).ToList();
        var (jobs, counts) = await SurroundAsync(db, page, cancel);
        return TypedResults.Ok(new Page<ImportDetails>(
            [.. page.Select(one => Details(one, jobs[one.JobId], [.. counts[one.Id]]))],
            found.Count > paging.Take ? Cursor.Of(page[^1].Id.ToString()) : null));
    }

    static async Task<Results<Ok<ImportDetails>, NotFound>> Show(Guid id, MembershipDb db, CancellationToken cancel)
    {
        await using var snapshot = await SnapshotAsync(db, cancel);
        return await db.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is { } import
            ? TypedResults.Ok(await DetailsAsync(db, import, cancel))
            : TypedResults.NotFound();
    }

    /// <summary>The import, its job and its rows as they were at one moment: else an import that ends meanwhile has a job that is done and a stage that is not.</summary>
    static Task<IDbContextTransaction> SnapshotAsync(MembershipDb db, CancellationToken cancel) =>
        db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    /// <param name="verdict">good, faulty, candidate, several, repeated, added, updated, skipped; all without it.</param>
    static async Task<Results<Ok<Page<ImportRowDetails>>, NotFound>> Rows(
        Guid id, string? verdict, [AsParameters] Paging paging, MembershipDb db, ProblemTexts texts, HttpResponse response, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } import) return TypedResults.NotFound();
        if (verdict is not null && !Verdicts.All.Contains(verdict)) throw ProblemException.Field("verdict", "verdict-unknown", ("verdicts", string.Join(", ", Verdicts.All)));
        var rows = db.ImportRows.AsNoTracking().Where(row => row.ImportId == id && (verdict == null || row.Verdict == verdict));
        if (paging.Count is true) response.TotalCount(await rows.LongCountAsync(cancel));
        if (paging.Keys(1) is [var last])
            rows = int.TryParse(last, out var number) ? rows.Where(row => row.Number > number) : throw ProblemException.Field("after", "cursor-invalid");
        var found = await rows.OrderBy(row => row.Number).Take(paging.Take + 1).ToListAsync(cancel);
        return TypedResults.Ok(new Page<ImportRowDetails>(
            [.. found.Take(paging.Take).Select(row => Details(import, row, texts))],
            found.Count > paging.Take ? Cursor.Of(found[paging.Take - 1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null));
    }

    public static async Task<ImportDetails> DetailsAsync(MembershipDb db, Import import, CancellationToken cancel)
    {
        var (jobs, counts) = await SurroundAsync(db, [import], cancel);
        return Details(import, jobs[import.JobId], [.. counts[import.Id]]);
    }

    /// <summary>One wording for an error, here and in the error file.</summary>
    public static string Word(RowFault fault, ProblemTexts texts) =>
        texts.Find(fault.Code, fault.Arguments.Select(one => (one.Key, (object?)one.Value))) ?? fault.Code;

    public static string? Cell(this Import import, ImportRow row, string field) =>
        Array.IndexOf(import.Mapping, field) is >= 0 and var at && at < row.Cells.Length && row.Cells[at].Length > 0 ? row.Cells[at] : null;

    static async Task<(Dictionary<Guid, Job> Jobs, ILookup<Guid, (string Verdict, int Count, int Decided)> Counts)> SurroundAsync(MembershipDb db, List<Import> imports, CancellationToken cancel)
    {
        var (ids, jobIds) = (imports.Select(one => one.Id).ToArray(), imports.Select(one => one.JobId).ToArray());
        var jobs = await db.Jobs.AsNoTracking().Where(job => jobIds.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancel);
        var counts = await db.ImportRows.Where(row => ids.Contains(row.ImportId)).GroupBy(row => new { row.ImportId, row.Verdict })
            .Select(group => new { group.Key.ImportId, group.Key.Verdict, Count = group.Count(), Decided = group.Count(row => row.Decision != null) }).ToListAsync(cancel);
        return (jobs, counts.ToLookup(one => one.ImportId, one => (one.Verdict, one.Count, one.Decided)));
    }

    static ImportDetails Details(Import import, Job job, ICollection<(string Verdict, int Count, int Decided)> counts) => new(
        import.Id, import.FileName, import.Format, import.Encoding, import.Separator, Code(import.Stage), import.DryRun, import.GoodRowsOnly, import.Rows,
        [.. import.Header.Zip(import.Mapping, (title, field) => new ImportColumn(title, field.Length == 0 ? null : field))],
        counts.ToDictionary(one => one.Verdict, one => one.Count, StringComparer.Ordinal),
        counts.Where(one => Verdicts.Open.Contains(one.Verdict)).Sum(one => one.Decided),
        new JobDetails(job.Id, job.Status.Code(), job.Done, job.Total, job.CancelRequested, job.Failure, job.CreatedAt, job.StartedAt, job.EndedAt),
        import.By, import.ByName, import.CreatedAt, import.EndedAt);

    static ImportRowDetails Details(Import import, ImportRow row, ProblemTexts texts) => new(
        row.Number, row.Verdict, import.Cell(row, "name"), import.Cell(row, "town"),
        [.. row.Faults.Select(fault => new ImportFault(fault.Field, fault.Column is { } at ? import.Header[at] : null, fault.Value, fault.Code, Word(fault, texts)))],
        [.. row.Candidates.Select(one => new ImportCandidate(one.Id, one.Name, one.Why, one.Row))],
        row.Decision, row.Target, row.OrganisationId);

    static string Code(ImportStage stage) => stage switch
    {
        ImportStage.Checking => "checking",
        ImportStage.Checked => "checked",
        ImportStage.Applying => "applying",
        _ => "done",
    };
}
