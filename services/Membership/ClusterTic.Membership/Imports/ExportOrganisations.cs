using System.Globalization;
using ClusterTic.Membership.Organisations;
using ClusterTic.Messaging.Reads;
using ClusterTic.ServiceDefaults.Http;
using ClusterTic.ServiceDefaults.Security;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace ClusterTic.Membership.Imports;

/// <summary>All organisations in the columns that the import knows, as they come from the database: never the whole table in memory.</summary>
static class ExportOrganisations
{
    /// <summary>An import takes no more than <see cref="TableFile.MostColumns"/>, and older years say little.</summary>
    const int MostYears = 30;

    const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(RouteGroupBuilder organisations) => organisations
        .MapGet("/export", Handle)
        .Requires(Policies.Manager)
        .RecordsReads("organisations.export")
        .Produces<string>(contentType: "text/csv").Produces<byte[]>(contentType: Xlsx)
        .DisableRequestTimeout()
        .WithSummary("Export organisations as CSV or XLSX");

    /// <param name="format">csv or xlsx.</param>
    static async Task<IResult> Handle(string? format, string? status, MembershipDb db, TimeProvider clock, HttpContext http, CancellationToken cancel)
    {
        if (format is not (null or "csv" or "xlsx")) throw ProblemException.Field("format", "export-format-unknown");
        var organisations = db.Organisations.AsNoTracking();
        if (!string.IsNullOrEmpty(status))
        {
            if (!OrganisationStatuses.TryParse(status, out var wanted)) throw ProblemException.Field("status", Rules.UnknownStatus);
            organisations = organisations.Where(one => one.Status == wanted);
        }

        var fields = await FieldsAsync(organisations, cancel);
        var rows = organisations.Include(one => one.Contact).OrderBy(one => EF.Property<string>(one, "SortName")).ThenBy(one => one.Id).AsAsyncEnumerable();
        var name = string.Create(CultureInfo.InvariantCulture, $"organisations-{clock.GetUtcNow():yyyy-MM-dd}.{format ?? "csv"}");
        if (format is not "xlsx") return TypedResults.Stream(body => WriteCsvAsync(body, fields, rows, cancel), "text/csv; charset=utf-8", name);
        // A workbook's writer goes back in what it has written: it gets a file of its own, which is gone when it was sent.
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        http.Response.RegisterForDisposeAsync(file);
        await MiniExcel.SaveAsAsync(file, Cells(fields, rows.ToBlockingEnumerable(cancel)), cancellationToken: cancel);
        file.Position = 0;
        return TypedResults.Stream(file, Xlsx, name);
    }

    static async Task WriteCsvAsync(Stream body, string[] fields, IAsyncEnumerable<Organisation> rows, CancellationToken cancel)
    {
        await using var csv = Csv.Write(body);
        foreach (var field in fields) csv.WriteField(field);
        await csv.EndRecordAsync(cancel);
        await foreach (var organisation in rows.WithCancellation(cancel))
        {
            foreach (var field in fields) csv.WriteText(Value(organisation, field));
            await csv.EndRecordAsync(cancel);
        }

        await csv.FlushAsync(cancel);
    }

    static IEnumerable<Dictionary<string, object?>> Cells(string[] fields, IEnumerable<Organisation> rows) =>
        rows.Select(organisation => fields.ToDictionary(field => field, field => (object?)Value(organisation, field), StringComparer.Ordinal));

    /// <summary>The columns that every organisation has, those of each year of which anything is known, and the status, which is for reading only.</summary>
    static async Task<string[]> FieldsAsync(IQueryable<Organisation> organisations, CancellationToken cancel)
    {
        var years = await organisations.SelectMany(one => one.Figures).Select(one => one.Year).Distinct().OrderDescending().Take(MostYears).ToListAsync(cancel);
        return [.. ImportFields.All, .. years.SelectMany(year => YearFields.Figures.Select(figure => YearFields.Of(figure, year))), "status"];
    }

    static string? Value(Organisation one, string field) => field switch
    {
        "name" => one.Name,
        "trade-name" => one.TradeName,
        "type" => one.Type,
        "country" => one.Country,
        "region" => one.Region,
        "town" => one.Town,
        "website" => one.Website,
        "description-fr" => one.Description?.Fr,
        "description-en" => one.Description?.En,
        "contact-name" => one.Contact?.Name,
        "contact-email" => one.Contact?.Email,
        "contact-phone" => one.ContactPhone,
        "contact-language" => one.Contact?.Language,
        "competences" => string.Join(' ', one.Competences.Select(mine => string.Create(CultureInfo.InvariantCulture, $"{mine.Code}:{mine.Level}"))),
        "idu" => one.Idu,
        "rccm" => one.Rccm,
        "ncc" => one.Ncc,
        "cnps" => one.Cnps,
        "founded-in" => Text(one.FoundedIn),
        "held-by-large-firm" => one.HeldByLargeFirm ? "yes" : "no",
        "sector" => one.Sector,
        "languages" => string.Join(", ", one.Languages),
        "turnover-band" => one.TurnoverBand,
        "export-share" => Text(one.ExportShare),
        "startup-label" => one.StartupLabel,
        "startup-label-until" => Text(one.StartupLabelUntil),
        "public-email" => one.PublicEmail,
        "public-phone" => one.PublicPhone,
        "hidden" => one.Hidden.Count == 0 ? null : string.Join(", ", one.Hidden),
        "category" => one.Category,
        "member-since" => one.MemberSince?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "status" => one.Status.Code(),
        _ when YearFields.TryParse(field, out var figure, out var year) => OfYear(one.Figures.FirstOrDefault(known => known.Year == year), figure),
        _ => throw new InvalidOperationException($"The field {field} is not exported."),
    };

    static string? OfYear(YearFigures? known, string figure) => figure switch
    {
        "staff" => Text(known?.Staff),
        "women" => Text(known?.Women),
        "youth" => Text(known?.Youth),
        "turnover" => Text(known?.Turnover),
        _ => throw new InvalidOperationException($"The figure {figure} is not exported."),
    };

    static string? Text(IFormattable? value) => value?.ToString(value is DateOnly ? "yyyy-MM-dd" : null, CultureInfo.InvariantCulture);
}
