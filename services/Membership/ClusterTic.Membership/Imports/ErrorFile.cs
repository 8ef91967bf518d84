using System.Globalization;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;

namespace ClusterTic.Membership.Imports;

/// <summary>The rows that were not taken in, as they came, each with what is wrong: to be corrected and sent again.</summary>
static class ErrorFile
{
    public static void Map(RouteGroupBuilder imports) => imports
        .MapGet("/{id:guid}/errors", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("imports.errors")
        .Produces<string>(contentType: "text/csv")
        .WithSummary("The rows at fault, with column, value and remedy, as CSV");

    static async Task<IResult> Handle(Guid id, MembershipDb db, ProblemTexts texts, CancellationToken cancel)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancel) is not { } import) return TypedResults.NotFound();
        var title = ImportFields.ErrorTitles[CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "en" ? 1 : 0];
        return TypedResults.Stream(
            body => WriteAsync(body, title, import, db, texts, cancel), "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(import.FileName)}-{title}.csv");
    }

    static async Task WriteAsync(Stream body, string title, Import import, MembershipDb db, ProblemTexts texts, CancellationToken cancel)
    {
        await using var csv = Csv.Write(body, import.Separator?[0]);
        var kept = Enumerable.Range(0, import.Header.Length).Where(at => !ImportFields.ErrorTitles.Contains(Reference.Words.Key(import.Header[at]))).ToArray();
        foreach (var at in kept) csv.WriteText(import.Header[at]);
        csv.WriteField(title);
        await csv.EndRecordAsync(cancel);
        await foreach (var row in db.ImportRows.AsNoTracking().Where(one => one.ImportId == import.Id && Verdicts.Open.Contains(one.Verdict)).OrderBy(one => one.Number).AsAsyncEnumerable().WithCancellation(cancel))
        {
            foreach (var at in kept) csv.WriteText(at < row.Cells.Length ? row.Cells[at] : "");
            csv.WriteText(Word(import, row, texts));
            await csv.EndRecordAsync(cancel);
        }

        await csv.FlushAsync(cancel);
    }

    static string Word(Import import, ImportRow row, ProblemTexts texts)
    {
        var place = ("row", (object?)row.Number);
        var faults = row.Faults.Select(fault => texts.Find("row-fault", place, ("column", fault.Column is { } at ? import.Header[at] : fault.Field), ("value", fault.Value ?? ""), ("remedy", ShowImport.Word(fault, texts))));
        var candidates = row.Candidates.Select(one => texts.Find(
            one.Row is null ? "row-candidate" : "row-repeated", place, ("name", one.Name), ("other", one.Row),
            ("why", string.Join(", ", one.Why.Select(why => texts.Find("why-" + why) ?? why)))));
        return string.Join(" | ", faults.Concat(candidates));
    }
}
