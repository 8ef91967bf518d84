using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Files;
using ClusterTic.Messaging.Jobs;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ClusterTic.Membership.Imports;

/// <summary>
/// Takes a table of organisations, as CSV or XLSX. A file that is no table, or too large a one, is refused here with the
/// place; what is in its rows is checked by a background job.
/// </summary>
static class StartImport
{
    public static void Map(RouteGroupBuilder imports) => imports
        .MapPost("/", Handle)
        .Requires(Policies.Manager)
        .WithMetadata(new RequestSizeLimitAttribute(StoredFile.MostBytes))
        .WithSummary("Import organisations from CSV or XLSX")
        .WithDescription("The file as the body, whatever its media type: what it is, is found by its content. Up to 10 MB, 50,000 rows and 200 columns. With dryRun it is checked and nothing else.");

    /// <param name="name">What the file is called.</param>
    /// <param name="encoding">Where the one that is found is wrong, such as windows-1252.</param>
    /// <param name="separator">Where the one that is found is wrong: semicolon, comma, tab or bar.</param>
    /// <param name="goodRowsOnly">Take in what is good where other rows are not; else all or nothing.</param>
    static async Task<Created<ImportDetails>> Handle(
        HttpRequest request, bool? dryRun, bool? goodRowsOnly, string? name, string? encoding, string? separator,
        MembershipDb db, CurrentUser user, TimeProvider clock, CancellationToken cancel)
    {
        var content = await ReadAsync(request, cancel);
        var format = TableFile.Recognise(content, encoding, separator switch { "semicolon" => ";", "comma" => ",", "tab" => "\t", "bar" => "|", _ => separator });
        // A few seconds at most: a fault of the file is told at once and with its place.
        var (header, rows) = await Task.Run(() => Measure(content, format), cancel);

        var file = StoredFile.Of(FileName(name, format), format.Kind is "xlsx" ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv", content, user.Id, clock.GetUtcNow());
        db.Files.Add(file);
        var id = Guid.CreateVersion7();
        var job = db.AddJob(ImportJob.Kind, new ImportArgument(id, Apply: false), user, clock.GetUtcNow());
        var import = new Import
        {
            Id = id, FileId = file.Id, FileName = file.Name, Format = format.Kind, Encoding = format.Encoding, Separator = format.Separator, Header = header,
            Mapping = MapColumns.Permitted(await ImportFields.GuessAsync(db, header, cancel), user), Rows = rows, DryRun = dryRun ?? false, GoodRowsOnly = goodRowsOnly ?? false,
            JobId = job.Id, By = user.Id, ByName = user.Name, CreatedAt = clock.GetUtcNow(),
        };
        db.Imports.Add(import);
        await db.SaveChangesAsync(cancel);
        return TypedResults.Created($"/api/membership/v1/imports/{id}", await ShowImport.DetailsAsync(db, import, cancel));
    }

    static (string[] Header, int Rows) Measure(byte[] content, TableFormat format)
    {
        string[]? header = null;
        var rows = 0;
        foreach (var (_, cells) in TableFile.Read(content, format))
        {
            if (header is null) header = cells;
            else rows++;
        }

        if (header is null || rows == 0) throw ProblemException.Field("file", "table-empty");
        return (header, rows);
    }

    static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var content = new MemoryStream(request.ContentLength is { } length and < StoredFile.MostBytes ? (int)length : 0);
        await request.Body.CopyToAsync(content, cancel);
        return content.ToArray();
    }

    static string FileName(string? name, TableFormat format) =>
        ProfileReading.Blank(Path.GetFileName((name ?? "").Replace('\\', '/'))) is { } given ? given[..Math.Min(given.Length, 200)] : "import." + format.Kind;
}
